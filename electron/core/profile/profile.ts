import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Repair } from '../../../shared/contract/archive.ts'
import type { LastBackup } from '../../../shared/contract/backups.ts'
import type { VerifyMode, VerifyPass } from '../../../shared/contract/custody.ts'
import { Settings } from '../../../shared/contract/settings.ts'
import { rethrowAsStoreError } from '../disk/durable.ts'
import { setRights } from '../disk/rights.ts'
import { createMarks, type Marks } from '../trust/marks.ts'
import { openDeviceKeys, type DeviceKeys } from './device-keys.ts'
import { openJsonTable, type JsonTable } from './json-table.ts'
import {
  KnownArchive,
  KnownBackup,
  KnownPasses,
  lastBackups,
  lastPasses,
  openedArchives,
  PinnedCopy,
  pinnedCopies,
  type ArchiveCopy,
} from './known-archives.ts'
import { openSealKey } from './seal-key.ts'
import { firstSightings, Sighting } from './sightings.ts'
import { ownWriters, Writer } from './writers.ts'

/** What this computer remembers outside any archive: settings, its keys, the archives it has opened and their heads. */
export interface Profile {
  readonly folder: string
  /** Files of the profile that were damaged, and set aside. */
  repairs(): readonly Repair[]
  readonly keys: DeviceKeys
  settings(): Promise<Settings>
  /** The person's name as last set in the settings. */
  personName(): string
  changeSettings(change: Partial<Settings>): Promise<Settings>
  /** The archives opened here, most recent first. */
  known(): Promise<KnownArchive[]>
  /** The device code under which this computer last wrote to the archive at a path; null if it never did. */
  deviceFor(id: string, path: string): Promise<string | null>
  /** A device code that was never used. */
  newDevice(): string
  remember(archive: KnownArchive): Promise<void>
  /** The marks by which this computer recognises what it made in an archive. */
  marksFor(archive: string): Marks
  /** The key of what this computer leaves in the inboxes of archives. */
  pendingKey(): Uint8Array
  /** Every device code under which this computer has written to an archive. */
  writersOf(archive: string): Promise<Writer[]>
  noteWriter(writer: Writer): Promise<void>
  /** The devices that this computer has seen in an archive, and since when. */
  sightings(archive: string): Promise<Sighting[]>
  noteSightings(seen: readonly Sighting[]): Promise<void>
  /** The pins of an archive, one entry for each folder in which it was opened. */
  pins(id: string): Promise<PinnedCopy[]>
  /** Pins the present heads of the copy at a path, replacing its earlier pins. */
  pin(copy: PinnedCopy): Promise<void>
  /** The last verifications of a copy. */
  passes(archive: ArchiveCopy): Promise<Pick<KnownPasses, VerifyMode>>
  notePass(archive: ArchiveCopy, mode: VerifyMode, pass: VerifyPass): Promise<void>
  /** The last backup of a copy; null if none was made here. */
  lastBackup(archive: ArchiveCopy): Promise<LastBackup | null>
  noteBackup(archive: ArchiveCopy, last: LastBackup): Promise<void>
}

/** Returns the profile's folder: `$HOLDFAST_HOME`, or else `holdfast` in the system's folder for application data. */
export function defaultHome(): string {
  const set = process.env['HOLDFAST_HOME']
  if (set) return set
  if (process.platform === 'win32')
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'holdfast')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'holdfast')
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'holdfast')
}

/**
 * Opens the profile in a folder, which is created if it does not exist. A damaged file is set aside. Throws
 * `store.*`.
 */
export async function openProfile(folder: string): Promise<Profile> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(rethrowAsStoreError)
  // An earlier version let other users look into it. A folder of somebody else stays as it is.
  await setRights(folder, false).catch(() => undefined)
  const repairs: Repair[] = []
  const onDamaged = (path: string, aside: string) => {
    const message = `${path} was damaged. It was set aside as ${aside} and replaced by a new one.`
    repairs.push({ kind: 'settings', at: new Date().toISOString(), path, aside, message })
  }
  const listIn = <Schema extends z.ZodType>(name: string, row: Schema) =>
    openJsonTable({ path: join(folder, name), schema: z.array(row), empty: () => [], onDamaged })
  const settings = openJsonTable({
    path: join(folder, 'settings.json'),
    schema: Settings,
    empty: () => Settings.parse({}),
    onDamaged,
  })
  const keys = await openDeviceKeys(join(folder, 'keys'))
  const sealKey = await openSealKey(folder)
  return {
    folder,
    keys,
    marksFor: (archive) => createMarks(sealKey, archive),
    pendingKey: () => createMarks(sealKey, 'inbox').keyFor('pending'),
    ...ownWriters(listIn('writers.json', Writer)),
    ...firstSightings(listIn('sightings.json', Sighting)),
    repairs: () => [...repairs],
    ...(await currentSettings(settings)),
    ...openedArchives(listIn('archives.json', KnownArchive)),
    ...pinnedCopies(listIn('pins.json', PinnedCopy)),
    ...lastPasses(listIn('verifications.json', KnownPasses)),
    ...lastBackups(listIn('backups.json', KnownBackup)),
  }
}

async function currentSettings(table: JsonTable<Settings>) {
  let { personName } = await table.read()
  return {
    settings: table.read,
    personName: () => personName,
    async changeSettings(change: Partial<Settings>): Promise<Settings> {
      const changed = await table.write((before) => ({ ...before, ...change }))
      personName = changed.personName
      return changed
    },
  }
}
