type Random = () => number
type Change = (bytes: Buffer, random: Random, others: readonly Uint8Array[]) => Buffer

const below = (random: Random, most: number) => Math.floor(random() * most)

const LIES = ['2147483647', '4294967295', '-1', '0', '99999999999999999999', '1e308']

const changes: readonly Change[] = [
  // Truncates the bytes.
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  // Changes some bytes.
  (bytes, random) => {
    for (let remaining = 1 + below(random, 20); remaining > 0; remaining--)
      bytes[below(random, bytes.length)] = below(random, 256)
    return bytes
  },
  // Inserts a piece of another file.
  (bytes, random, others) => {
    const other = others[below(random, others.length)]!
    const from = below(random, other.length)
    const at = below(random, bytes.length)
    return Buffer.concat([
      bytes.subarray(0, at),
      other.subarray(from, from + below(random, 4096)),
      bytes.subarray(at),
    ])
  },
  // Repeats a piece once, or many times.
  (bytes, random) => {
    const at = below(random, bytes.length)
    const piece = bytes.subarray(at, at + 1 + below(random, 512))
    const times = random() < 0.2 ? 2000 : 2
    return Buffer.concat([
      bytes.subarray(0, at),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(at),
    ])
  },
  // Zeroes a range.
  (bytes, random) => bytes.fill(0, below(random, bytes.length), below(random, bytes.length)),
  // Writes a false length, in binary.
  (bytes, random) => {
    if (bytes.length < 8) return bytes
    const value = [0xffffffff, 0x7fffffff, 0x80000000, 0, 1][below(random, 5)]!
    for (let remaining = 1 + below(random, 4); remaining > 0; remaining--) {
      const at = below(random, bytes.length - 4)
      if (random() < 0.5) bytes.writeUInt32LE(value, at)
      else bytes.writeUInt32BE(value, at)
    }
    return bytes
  },
  // Writes a false number, in digits.
  (bytes, random) => {
    const text = bytes.toString('latin1')
    const numbers = [...text.matchAll(/\d+/g)]
    const found = numbers[below(random, numbers.length)]
    if (!found) return bytes
    const lie = LIES[below(random, LIES.length)]!
    return Buffer.from(text.slice(0, found.index) + lie + text.slice(found.index + found[0].length), 'latin1')
  },
]

/** The bytes with one to three changes of the kinds that break readers. */
export function mutate(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let changed: Buffer = Buffer.from(bytes)
  for (let remaining = 1 + below(random, 3); remaining > 0 && changed.length > 0; remaining--)
    changed = changes[below(random, changes.length)]!(changed, random, others)
  return changed
}
