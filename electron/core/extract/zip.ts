import type { UnzipFileInfo } from 'fflate'

/** A zip that cannot be read safely or at all. */
export class ZipRefusal extends Error {
  readonly note: 'too-large' | 'damaged'

  constructor(note: 'too-large' | 'damaged') {
    super(note)
    this.name = 'ZipRefusal'
    this.note = note
  }
}

const MOST_ENTRIES = 5_000
const LARGEST_ENTRY = 128 * 1024 * 1024
const LARGEST_TOTAL = 512 * 1024 * 1024
// Office files compress to a hundredth at most; a bomb compresses to a thousandth.
const LARGEST_RATIO = 400
const RATIO_COUNTS_FROM = 8 * 1024 * 1024

/**
 * The entries of a zip whose names `wants` picks, inflated. The declared count, sizes and ratios of all entries are
 * checked before anything is inflated; fflate then inflates into buffers of the declared sizes and so never beyond.
 * Throws `ZipRefusal`.
 */
export async function unzipSafely(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { unzipSync } = await import('fflate')
  let entries = 0
  let total = 0
  const check = (file: UnzipFileInfo): boolean => {
    entries += 1
    total += file.originalSize
    const isBomb =
      file.originalSize > RATIO_COUNTS_FROM && file.originalSize > Math.max(1, file.size) * LARGEST_RATIO
    if (entries > MOST_ENTRIES || file.originalSize > LARGEST_ENTRY || total > LARGEST_TOTAL || isBomb)
      throw new ZipRefusal('too-large')
    return wants(file.name)
  }
  try {
    unzipSync(bytes, { filter: (file) => check(file) && false })
    return unzipSync(bytes, { filter: (file) => wants(file.name) })
  } catch (error) {
    if (error instanceof ZipRefusal) throw error
    throw new ZipRefusal('damaged')
  }
}
