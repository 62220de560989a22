import type { ArchiveHealth, VerifyPasses } from '../../../shared/contract/custody.ts'

/** Something that is known to be wrong with an archive, or should be decided about it. */
export type Concern =
  | { readonly kind: 'damaged'; readonly count: number; readonly at: string }
  | {
      readonly kind: 'cut'
      readonly device: string
      readonly from: number
      readonly to: number
      readonly at: string
    }
  | { readonly kind: 'copy-ahead'; readonly path: string }
  | { readonly kind: 'disk-low'; readonly freeBytes: number }
  | { readonly kind: 'key-lost' }
  | { readonly kind: 'open' }
  | { readonly kind: 'no-rights' }

const LOW_BYTES = 1_000_000_000
const LOW_SHARE = 0.02

/**
 * The concerns about an archive, damage first. An empty list means that nothing is known to be wrong, not that
 * nothing is.
 */
export function concernsOf(health: ArchiveHealth, passes: VerifyPasses): Concern[] {
  const { cut, copies, disk, key, access } = health
  const concerns: Concern[] = cut.map(({ device, seenSeq, seenAt, endsAt }) => ({
    kind: 'cut',
    device,
    from: endsAt + 1,
    to: seenSeq,
    at: seenAt,
  }))
  const last = latestOf(passes)
  if (last && last.damages > 0) concerns.unshift({ kind: 'damaged', count: last.damages, at: last.endedAt })
  for (const copy of copies) if (copy.isAhead) concerns.push({ kind: 'copy-ahead', path: copy.path })
  if (disk.freeBytes < Math.max(LOW_BYTES, disk.totalBytes * LOW_SHARE))
    concerns.push({ kind: 'disk-low', freeBytes: disk.freeBytes })
  if (key.state === 'earlier-lost') concerns.push({ kind: 'key-lost' })
  if (access === 'open' || access === 'no-rights') concerns.push({ kind: access })
  return concerns
}

/** True for a concern that means something in the archive is not as it was. */
export const isDamage = ({ kind }: Concern): boolean => kind === 'damaged' || kind === 'cut'

// A quick verification after a full one does not override what only a full one can see.
function latestOf({ lastFull, lastQuick }: VerifyPasses) {
  if (lastFull && lastFull.damages > 0) return lastFull
  if (lastQuick && (!lastFull || lastQuick.endedAt > lastFull.endedAt)) return lastQuick
  return lastFull
}
