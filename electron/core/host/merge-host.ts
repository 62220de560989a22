import { randomUUID } from 'node:crypto'
import type { MergeReport } from '../../../shared/contract/merges.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Archive } from '../archive/archive.ts'
import { asStoreError } from '../disk/durable.ts'
import { stageMerge } from '../merges/stage.ts'
import { takeLock } from '../store/lock.ts'

export interface MergeHost {
  readonly current: () => Archive | null
  /** From now on no archive is open; it is for the caller to close what was. */
  readonly letGo: () => void
  readonly openAt: (folder: string, how: { isSample: boolean }) => Promise<Archive>
  readonly pathOf: (ticket: string) => string
  readonly who: string
}

/** Merges another copy into the open archive, which is closed and opened for the last part; whatever happens, it is open again. */
export async function mergeCopy(host: MergeHost, ticket: string): Promise<MergeReport> {
  const before = host.current()
  if (!before) throw new AppError('archive.none-open')
  const plan = await before.merges.prepare(host.pathOf(ticket))
  const { lines, objects, bytes } = plan
  if (Object.keys(lines).length === 0)
    return { lines, objects, bytes, conflicts: 0, nothingNew: objects === 0 }
  host.letGo()
  await before.close()
  // Opening puts it in place, as it does after a crash.
  const open = async () => await host.openAt(before.path, { isSample: before.isSample })
  const conflicts = await stageLocked(before.path, host.who, plan).catch(async (cause: unknown) => {
    await plan.takeBack(await open())
    throw cause
  })
  await open()
  return { lines, objects, bytes, conflicts, nothingNew: false }
}

async function stageLocked(path: string, who: string, plan: Parameters<typeof stageMerge>[2]) {
  const lock = await takeLock(path, who)
  try {
    return (await stageMerge(path, randomUUID(), plan)).conflicts
  } catch (cause) {
    throw asStoreError(cause)
  } finally {
    await lock.release()
  }
}
