/** An object as the ledger names it. `isNew` if it is named by a line after the point at which a pass began. */
export interface ListedObject {
  readonly hash: string
  readonly sizeBytes: number
  readonly isNew: boolean
}

/**
 * The objects that a ledger names, packed into 41 bytes each, so that a million of them fit in the memory of a small
 * archive.
 */
export interface ObjectList {
  /** Adds an object; of several with one hash the last is kept. Nothing may be added after `settle`. */
  add(object: ListedObject): void
  /** Sorts what was added and returns the totals. */
  settle(): { objects: number; bytes: number }
  /** The objects whose hashes begin with these two digits, sorted. */
  within(folder: string): ListedObject[]
}

const HASH_BYTES = 32

/** The vault's folders: all pairs of hexadecimal digits, in order. */
export const vaultFolders: readonly string[] = Array.from({ length: 256 }, (_, first) =>
  first.toString(16).padStart(2, '0'),
)

/** Creates an empty list. */
export function createObjectList(): ObjectList {
  const packs = new Map(vaultFolders.map((folder) => [folder, emptyPack()]))
  return {
    add: (object) => append(packs.get(object.hash.slice(0, 2))!, object),
    settle() {
      let [objects, bytes] = [0, 0]
      for (const [folder, pack] of packs) {
        const sorted = sortOnce(unpack(pack))
        const settled = emptyPack(sorted.length)
        for (const each of sorted) append(settled, each)
        packs.set(folder, settled)
        objects += sorted.length
        bytes = sorted.reduce((sum, each) => sum + each.sizeBytes, bytes)
      }
      return { objects, bytes }
    },
    within: (folder) => unpack(packs.get(folder)!),
  }
}

interface Pack {
  count: number
  hashes: Buffer
  sizes: Float64Array
  news: Uint8Array
}

function emptyPack(capacity = 0): Pack {
  return {
    count: 0,
    hashes: Buffer.alloc(capacity * HASH_BYTES),
    sizes: new Float64Array(capacity),
    news: new Uint8Array(capacity),
  }
}

function append(pack: Pack, { hash, sizeBytes, isNew }: ListedObject): void {
  if (pack.count === pack.sizes.length) grow(pack)
  pack.hashes.write(hash, pack.count * HASH_BYTES, 'hex')
  pack.sizes[pack.count] = sizeBytes
  pack.news[pack.count] = isNew ? 1 : 0
  pack.count += 1
}

function grow(pack: Pack): void {
  const larger = emptyPack(Math.max(16, Math.ceil(pack.count * 1.5)))
  larger.hashes.set(pack.hashes)
  larger.sizes.set(pack.sizes)
  larger.news.set(pack.news)
  Object.assign(pack, { ...larger, count: pack.count })
}

function unpack({ count, hashes, sizes, news }: Pack): ListedObject[] {
  return Array.from({ length: count }, (_, at) => ({
    hash: hashes.toString('hex', at * HASH_BYTES, (at + 1) * HASH_BYTES),
    sizeBytes: sizes[at]!,
    isNew: news[at] === 1,
  }))
}

function sortOnce(objects: readonly ListedObject[]): ListedObject[] {
  const byHash = new Map<string, ListedObject>()
  for (const object of objects) byHash.set(object.hash, object)
  return [...byHash.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
}
