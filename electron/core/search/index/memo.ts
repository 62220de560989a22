import type { SegmentData } from './segment-data.ts'

/** Answers what `make` made of a key of a segment before, or has it made. */
export type Memo<Key, Value> = (data: SegmentData, key: Key, make: () => Value) => Value

/** Keeps the last values made of each segment, at most so many: what segments hold never changes. */
export function createMemo<Key, Value extends object>(most: number): Memo<Key, Value> {
  const known = new WeakMap<SegmentData, Map<Key, Value>>()
  return (data, key, make) => {
    let ofSegment = known.get(data)
    if (!ofSegment) known.set(data, (ofSegment = new Map<Key, Value>()))
    const before = ofSegment.get(key)
    if (before) return before
    if (ofSegment.size >= most) ofSegment.clear()
    const made = make()
    ofSegment.set(key, made)
    return made
  }
}
