import { randomUUID } from 'node:crypto'
import type { MergeReport } from '../../../shared/contract/merges.ts'
import { asStoreError } from '../disk/durable.ts'
import { stageMerge } from '../merges/stage.ts'
import type { PendingOwner } from '../folder/pending-lines.ts'
import type { Profile } from '../profile/profile.ts'
import { takeLock } from '../store/lock.ts'
import type { CurrentArchive } from './current-archive.ts'

/** What a merge needs from the host. */
export interface MergeHost {
  readonly current: CurrentArchive
  readonly profile: Pick<Profile, 'pendingKey'>
  readonly pathOf: (ticket: string) => string
  /** Named in the lock while the archive is closed. */
  readonly lockName: string
}

/**
 * Merges another copy into the open archive, which is closed and reopened for the last step; whatever happens, it is
 * open afterwards. Throws `archive.none-open`, `merges.*`, `ledger.damaged`, `store.*`.
 */
export async function mergeCopy(
  { current, pathOf, lockName, profile }: MergeHost,
  ticket: string,
): Promise<MergeReport> {
  const before = current.required()
  const plan = await before.merges.prepare(pathOf(ticket))
  const { lines, objects, bytes } = plan
  if (Object.keys(lines).length === 0)
    return { lines, objects, bytes, conflicts: 0, nothingNew: objects === 0 }
  current.detach()
  await before.close()
  // Opening puts the merged ledger in place, as it does after a crash.
  const open = async () => await current.openAt(before.path, { isSample: before.isSample })
  const owner = { key: profile.pendingKey(), archive: before.id }
  const conflicts = await stageLocked(before.path, { who: lockName, owner }, plan).catch(
    async (cause: unknown) => {
      await plan.rollBack(await open())
      throw cause
    },
  )
  await open()
  return { lines, objects, bytes, conflicts, nothingNew: false }
}

async function stageLocked(
  path: string,
  { who, owner }: { readonly who: string; readonly owner: PendingOwner },
  plan: Parameters<typeof stageMerge>[2],
) {
  const lock = await takeLock(path, who)
  try {
    return (await stageMerge(path, { id: randomUUID(), owner }, plan)).conflicts
  } catch (cause) {
    throw asStoreError(cause)
  } finally {
    await lock.release()
  }
}
