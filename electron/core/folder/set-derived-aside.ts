import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { rethrowAsStoreError, errnoOf } from '../disk/durable.ts'
import { makeFolder } from '../disk/make-folder.ts'
import { stamp } from '../disk/set-aside.ts'

const DERIVED = ['catalogue', 'cache', 'inbox'] as const

/**
 * Moves everything in an archive that is derived, or is left to be done, into one folder of its inbox, and returns its
 * name; null if there was nothing. Ledger and vault stay. Throws `store.*`.
 */
export async function setDerivedAside(archive: string): Promise<string | null> {
  const name = `received-${stamp()}`
  const draft = join(archive, name)
  let isMoved = false
  for (const folder of DERIVED) {
    if ((await readdir(join(archive, folder)).catch(() => [])).length === 0) continue
    await makeFolder(draft)
    await rename(join(archive, folder), join(draft, folder)).catch(rethrowUnlessAbsent)
    isMoved = true
  }
  if (!isMoved) return null
  await makeFolder(join(archive, 'inbox'))
  await rename(draft, join(archive, 'inbox', name)).catch(rethrowAsStoreError)
  return `inbox/${name}`
}

function rethrowUnlessAbsent(cause: unknown): void {
  if (errnoOf(cause) !== 'ENOENT') rethrowAsStoreError(cause)
}
