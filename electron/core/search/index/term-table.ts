/** Words by number while an index is built: open addressing over folded units, without a string for each word. */
export interface TermTable {
  /** The number of the word, given now if it is new. */
  idOf(units: Uint16Array, length: number): number
  readonly size: () => number
  /** Word t is `units()[offsets()[t] … offsets()[t + 1]]`. */
  readonly offsets: () => Uint32Array
  readonly units: () => Uint16Array
  /** The numbers of all words in the order of their units. */
  sorted(): Uint32Array
}

/** Makes an empty table. */
export function createTermTable(): TermTable {
  let slots = new Int32Array(1 << 12).fill(-1)
  let hashes = new Uint32Array(1 << 11)
  let offsets = new Uint32Array((1 << 11) + 1)
  let blob = new Uint16Array(1 << 14)
  let size = 0

  function matches(term: number, units: Uint16Array, length: number): boolean {
    const from = offsets[term]!
    if (offsets[term + 1]! - from !== length) return false
    for (let i = 0; i < length; i++) if (blob[from + i] !== units[i]) return false
    return true
  }

  function grow(length: number): void {
    if (size + 1 >= hashes.length) {
      hashes = widen(hashes, new Uint32Array(hashes.length * 2))
      offsets = widen(offsets, new Uint32Array(hashes.length + 1))
    }
    while (offsets[size]! + length > blob.length) blob = widen(blob, new Uint16Array(blob.length * 2))
    if (size * 2 < slots.length) return
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (let term = 0; term < size; term++) {
      let at = hashes[term]! & (slots.length - 1)
      while (slots[at]! >= 0) at = (at + 1) & (slots.length - 1)
      slots[at] = term
    }
  }

  function add(units: Uint16Array, length: number, hash: number): number {
    grow(length)
    let at = hash & (slots.length - 1)
    while (slots[at]! >= 0) at = (at + 1) & (slots.length - 1)
    const from = offsets[size]!
    for (let i = 0; i < length; i++) blob[from + i] = units[i]!
    offsets[size + 1] = from + length
    hashes[size] = hash
    slots[at] = size
    return size++
  }

  return {
    idOf(units, length) {
      const hash = hashOf(units, length)
      for (let at = hash & (slots.length - 1); ; at = (at + 1) & (slots.length - 1)) {
        const term = slots[at]!
        if (term < 0) return add(units, length, hash)
        if (hashes[term] === hash && matches(term, units, length)) return term
      }
    },
    size: () => size,
    offsets: () => offsets,
    units: () => blob,
    sorted() {
      const order = new Uint32Array(size).map((_, term) => term)
      return order.sort((a, b) => compareRuns(blob, offsets, a, b))
    },
  }
}

function hashOf(units: Uint16Array, length: number): number {
  let hash = 2_166_136_261
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ units[i]!, 16_777_619)
  return (hash ^ (hash >>> 15)) >>> 0
}

function compareRuns(blob: Uint16Array, offsets: Uint32Array, a: number, b: number): number {
  let i = offsets[a]!
  let j = offsets[b]!
  const iEnd = offsets[a + 1]!
  const jEnd = offsets[b + 1]!
  while (i < iEnd && j < jEnd) {
    const difference = blob[i++]! - blob[j++]!
    if (difference !== 0) return difference
  }
  return iEnd - i - (jEnd - j)
}

function widen<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
