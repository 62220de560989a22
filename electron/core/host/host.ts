import { resolve } from 'node:path'
import { isArchive } from '../folder/archive-file.ts'
import { usualSchedule } from '../verification/schedule.ts'
import { assembleHost } from './assemble-host.ts'
import type { Host, HostOptions } from './host-interface.ts'

export { keepFilesPrivate } from '../disk/rights.ts'
export { defaultHome, openProfile } from '../profile/profile.ts'
export type { StartProcess } from '../threads/worker-process.ts'
export type { Host, HostOptions } from './host-interface.ts'

/** A host for a window: opens the archive that was last open, or the sample at the first start. */
export async function createHost(options: HostOptions): Promise<Host> {
  const { host, openFirst } = await assembleHost({ schedule: usualSchedule, ...options })
  await openFirst()
  return host
}

/** A host on one archive, its index complete. Throws `archive.*`; a missing archive is only created with `create`. */
export async function openHost(
  options: HostOptions & {
    archive: string
    create?: { title: string; isToBeShared?: boolean }
    readOnly?: boolean
    /** The user says that an archive which came from elsewhere is theirs to work on. */
    isMine?: boolean
  },
): Promise<Host> {
  const { host, current } = await assembleHost(options)
  const folder = resolve(options.archive)
  if (options.create && !(await isArchive(folder)))
    await current.createAt(folder, options.create.title, options.create)
  else
    await (
      await current.openAt(folder, { readOnly: options.readOnly, isMine: options.isMine })
    ).indexer.complete()
  return host
}
