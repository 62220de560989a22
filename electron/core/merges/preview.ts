import { join } from 'node:path'
import type { MergePreview } from '../../../shared/contract/merges.ts'
import { peekArchiveFile } from '../folder/archive-file.ts'
import { conflictsBetween, entriesBetween } from './conflicts.ts'
import { findCopy, linesLacking, objectsLacking, reachOf, refuseDamaged } from './prepare-merge.ts'
import type { Trust } from '../trust/trust.ts'
import { verifyLedger } from '../store/ledger/verify.ts'
import type { Store } from '../store/store.ts'

interface PreviewServices {
  readonly id: string
  readonly path: string
  readonly store: Store
  readonly trust: Trust
}

/**
 * What another copy of an archive contains that this one lacks. Its ledger is checked; the merge itself reads its
 * objects. Throws `merges.*`, `archive.*`.
 */
export async function previewMerge(
  { id, path, store, trust }: PreviewServices,
  folder: string,
): Promise<MergePreview> {
  const other = await findCopy({ id, path }, folder)
  const [own, their] = [join(path, 'ledger'), join(other, 'ledger')]
  const { heads, damages } = await verifyLedger(their, [], undefined, trust)
  refuseDamaged(damages)
  const [mine, theirs] = [store.heads(), reachOf(heads)]
  const lines = await linesLacking(own, their, theirs)
  const objects = await objectsLacking(path, other, theirs)
  const coming = await entriesBetween(their, mine, theirs)
  const conflicts = conflictsBetween(await entriesBetween(own, theirs, mine), coming)
  // Not a signature or the end of a check, which are written automatically.
  const last = coming.findLast(({ changes }) => changes.length > 0) ?? coming.at(-1)
  return {
    title: (await peekArchiveFile(other))?.title ?? '',
    lines: sum(Object.values(lines)),
    objects: objects.size,
    bytes: sum(objects.values()),
    conflicts: conflicts.length,
    last: last ? { actor: last.actor, at: last.at, device: last.device, seq: last.seq } : null,
  }
}

function sum(numbers: Iterable<number>): number {
  let all = 0
  for (const each of numbers) all += each
  return all
}
