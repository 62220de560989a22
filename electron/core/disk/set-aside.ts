import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repair } from '../../../shared/contract/archive.ts'
import { syncFolder } from './durable.ts'
import { makeFolder } from './make-folder.ts'

/** What is reported about something that was damaged and repaired. */
export type RepairNote = Omit<Repair, 'at'>
/** Called for each repair. */
export type NoteRepair = (note: RepairNote) => void

/**
 * Moves a damaged file to an archive's inbox under a unique name. Returns its path relative to the archive, or null
 * if it could not be moved.
 */
export async function setAside(archive: string, path: string, name: string): Promise<string | null> {
  const aside = join('inbox', `damaged-${stamp()}-${name}`)
  try {
    await makeFolder(join(archive, 'inbox'))
    await rename(path, join(archive, aside))
    await syncFolder(join(archive, 'inbox'))
    return aside
  } catch {
    // A file that cannot be moved, as on a medium that cannot be written, is ignored when reading; the damage is
    // reported anyway.
    return null
  }
}

/** The time in a form that is valid in any file name. */
export const stamp = (): string => new Date().toISOString().replace(/[:.]/g, '-')
