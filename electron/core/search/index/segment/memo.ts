import type { SegmentData } from './segment-data.ts'

/** Answers what `make` made of a key of a segment before, or has it made. */
export type Memo<Key, Value> = (data: SegmentData, key: Key, make: () => Value) => Value

/** Keeps the last values made of each segment, at most so many: what segments hold never changes. */
export function createMemo<Key, Value extends object>(most: number): Memo<Key, Value> {
  const known = once<SegmentData, Map<Key, Value>>(() => new Map())
  return (data, key, make) => {
    const ofSegment = known(data)
    const before = ofSegment.get(key)
    if (before) return before
    if (ofSegment.size >= most) ofSegment.clear()
    const made = make()
    ofSegment.set(key, made)
    return made
  }
}

/** A function that makes what it makes of each thing once, and keeps it as long as the thing is. */
export function once<Thing extends object, Value>(make: (thing: Thing) => Value): (thing: Thing) => Value {
  const known = new WeakMap<Thing, { readonly value: Value }>()
  return (thing) => {
    const made = known.get(thing) ?? { value: make(thing) }
    known.set(thing, made)
    return made.value
  }
}
