import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repair } from '../../../shared/contract/archive.ts'
import { syncFolder } from './durable.ts'

/** What is told of something that was damaged and set right. */
export type RepairNote = Omit<Repair, 'at'>
export type NoteRepair = (note: RepairNote) => void

/** Moves a damaged file into an archive's inbox under a name of its own, and answers its path there from the archive on; null where it could not be moved. */
export async function setAside(archive: string, path: string, name: string): Promise<string | null> {
  const aside = join('inbox', `damaged-${stamp()}-${name}`)
  try {
    await mkdir(join(archive, 'inbox'), { recursive: true })
    await rename(path, join(archive, aside))
    await syncFolder(join(archive, 'inbox'))
    return aside
  } catch {
    // What cannot be moved, as on a medium that cannot be written, is read around; that it is damaged is told all the same.
    return null
  }
}

/** The time as it can stand in any file name. */
export const stamp = (): string => new Date().toISOString().replace(/[:.]/g, '-')
