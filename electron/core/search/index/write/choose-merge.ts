import type { Segment } from '../segment/segment.ts'

const SEAL_BYTES = 16 << 20
const MAX_IN_MEMORY = 8
/**
 * A query visits every file: a small archive has two; a larger one has more, because merging all of it takes longer.
 */
const MAX_FILES = 9
const RECORDS_A_FILE = 16_384

/** Segments to merge into one, and where that one belongs. */
export interface Merge {
  readonly segments: readonly Segment[]
  readonly place: 'memory' | 'file'
}

/**
 * What to merge next, or null when nothing needs merging: segments are few, those in memory are small, and no file
 * consists by half of records that no longer count.
 */
export function chooseMerge(
  segments: readonly Segment[],
  options: { readonly canSeal: boolean; readonly sealRecords: number },
): Merge | null {
  const inMemory = segments.filter((each) => each.file === null)
  if (options.canSeal && isFull(inMemory, options.sealRecords)) return { segments: inMemory, place: 'file' }
  if (inMemory.length > MAX_IN_MEMORY) return { segments: smallest(inMemory), place: 'memory' }
  if (!options.canSeal) return null
  const inFiles = segments.filter((each) => each.file !== null)
  const wasted = inFiles.filter((each) => each.live * 2 < each.data.records)
  if (wasted.length > 0) return { segments: wasted, place: 'file' }
  const records = inFiles.reduce((sum, each) => sum + each.live, 0)
  const most = Math.min(MAX_FILES, 2 + Math.floor(records / RECORDS_A_FILE))
  return inFiles.length > most ? { segments: smallest(inFiles), place: 'file' } : null
}

function isFull(inMemory: readonly Segment[], sealRecords: number): boolean {
  let records = 0
  let bytes = 0
  for (const { data } of inMemory) {
    records += data.records
    bytes += data.postings.length + data.positions.length + data.stored.length
  }
  return records >= sealRecords || bytes >= SEAL_BYTES
}

/**
 * The smallest segments, up to the first that is much larger than those before it together. Each record is then
 * rewritten a few times in its life, not once for each neighbour.
 */
function smallest(segments: readonly Segment[]): Segment[] {
  const size = ({ live, liveWords }: Segment) => live + liveWords
  const bySize = [...segments].sort((a, b) => size(a) - size(b))
  const chosen = bySize.slice(0, 2)
  let sum = size(chosen[0]!) + size(chosen[1]!)
  for (const next of bySize.slice(2)) {
    if (size(next) > sum / 2) break
    chosen.push(next)
    sum += size(next)
  }
  return chosen
}
