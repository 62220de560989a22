import type { SegmentData } from './segment-data.ts'

/** Returns what `make` returned for this key of a segment before, or calls it. */
export type Memo<Key, Value> = (data: SegmentData, key: Key, make: () => Value) => Value

/** Keeps up to `most` values of each segment; they stay valid because a segment never changes. */
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

/** Caches the result of `make` for each thing, for as long as the thing exists. */
export function once<Thing extends object, Value>(make: (thing: Thing) => Value): (thing: Thing) => Value {
  const known = new WeakMap<Thing, { readonly value: Value }>()
  return (thing) => {
    const made = known.get(thing) ?? { value: make(thing) }
    known.set(thing, made)
    return made.value
  }
}
