import { randomInt } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import { openDeviceKeys, type DeviceKeys } from './device-keys.ts'
import { asStoreError, writeDurably } from '../disk/durable.ts'
import { stamp } from '../disk/set-aside.ts'
import { LedgerHeads } from '../store/ledger/head.ts'
import { LastBackup } from '../../../shared/contract/backups.ts'
import type { Repair } from '../../../shared/contract/archive.ts'
import { VerifyPass, type VerifyMode } from '../../../shared/contract/custody.ts'
import { Settings } from '../../../shared/contract/settings.ts'

const KnownArchive = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean().default(false),
  /** The device code under which this computer writes to the archive at this path. */
  device: z.string(),
  openedAt: z.string(),
})
export type KnownArchive = z.infer<typeof KnownArchive>

/** How far a copy of an archive reached when this computer last wrote it down: an archive that falls behind was cut. */
const PinnedCopy = z.object({ id: z.string(), path: z.string(), at: z.string(), heads: LedgerHeads })
export type PinnedCopy = z.infer<typeof PinnedCopy>

/** The last verifications of an archive at a path. */
const KnownPasses = z.object({
  archive: z.string(),
  path: z.string(),
  full: VerifyPass.nullable(),
  quick: VerifyPass.nullable(),
})
export type KnownPasses = z.infer<typeof KnownPasses>

const KnownBackup = LastBackup.extend({ archive: z.string(), path: z.string() })

/** What this computer remembers outside of any archive: settings, its keys, the archives it has opened and how far they reached. */
export interface Home {
  readonly folder: string
  /** Files of this computer that were damaged, and set aside. */
  repairs(): readonly Repair[]
  readonly keys: DeviceKeys
  settings(): Promise<Settings>
  /** The name that the settings gave when they were last read. */
  personName(): string
  changeSettings(change: Partial<Settings>): Promise<Settings>
  /** The archives opened here, the latest first. */
  known(): Promise<KnownArchive[]>
  /** The device code for an archive at a path: as it was before, or a new one. */
  deviceFor(id: string, path: string): Promise<string>
  /** A device code that was never used. */
  newDevice(): string
  remember(archive: KnownArchive): Promise<void>
  /** What is pinned of an archive, a copy for each folder it was opened in. */
  pins(id: string): Promise<PinnedCopy[]>
  /** Pins how far the copy at a path reaches now, in place of what was pinned of it before. */
  pin(copy: PinnedCopy): Promise<void>
  /** The last verifications of the archive with this id at this path. */
  passes(archive: { id: string; path: string }): Promise<Pick<KnownPasses, VerifyMode>>
  notePass(archive: { id: string; path: string }, mode: VerifyMode, pass: VerifyPass): Promise<void>
  /** The last backup of the archive with this id at this path; null where none was made here. */
  lastBackup(archive: { id: string; path: string }): Promise<LastBackup | null>
  noteBackup(archive: { id: string; path: string }, last: LastBackup): Promise<void>
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** `$HOLDFAST_HOME`, else `holdfast` in the place the system keeps for programs' data. */
export function defaultHome(): string {
  const set = process.env['HOLDFAST_HOME']
  if (set) return set
  if (process.platform === 'win32')
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'holdfast')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'holdfast')
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'holdfast')
}

/** The memory that lies in a folder; the folder is made when it is not there. A file that is not whole is set aside. */
export async function openHome(folder: string): Promise<Home> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw asStoreError(cause)
  })
  const repairs: Repair[] = []
  const note = (path: string, aside: string) => {
    const message = `${path} was damaged. It was set aside as ${aside}, and begins anew.`
    repairs.push({ kind: 'settings', at: new Date().toISOString(), path, aside, message })
  }
  const keys = await openDeviceKeys(join(folder, 'keys'))
  const pins = table({ path: join(folder, 'pins.json'), note }, z.array(PinnedCopy), () => [])
  const settings = table({ path: join(folder, 'settings.json'), note }, Settings, () => Settings.parse({}))
  const archives = table({ path: join(folder, 'archives.json'), note }, z.array(KnownArchive), () => [])
  const verifications = table(
    { path: join(folder, 'verifications.json'), note },
    z.array(KnownPasses),
    () => [],
  )
  const backups = table({ path: join(folder, 'backups.json'), note }, z.array(KnownBackup), () => [])
  let { personName } = await settings.read()
  const known = async () => (await archives.read()).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
  return {
    folder,
    keys,
    repairs: () => [...repairs],
    settings: settings.read,
    personName: () => personName,
    async changeSettings(change) {
      const changed = await settings.write((before) => ({ ...before, ...change }))
      personName = changed.personName
      return changed
    },
    known,
    async deviceFor(id, path) {
      const before = (await archives.read()).find((each) => each.id === id && each.path === path)
      return before?.device ?? newDeviceCode()
    },
    newDevice: newDeviceCode,
    async remember(archive) {
      await archives.write((all) => [...all.filter((each) => each.path !== archive.path), archive])
    },
    pins: async (id) => (await pins.read()).filter((copy) => copy.id === id),
    async pin(copy) {
      await pins.write((all) => [
        ...all.filter((each) => each.id !== copy.id || each.path !== copy.path),
        copy,
      ])
    },
    passes: async (archive) => passesOf(await verifications.read(), archive),
    async notePass(archive, mode, pass) {
      await verifications.write((all) => [
        ...all.filter((each) => each.path !== archive.path),
        { ...passesOf(all, archive), [mode]: pass },
      ])
    },
    async lastBackup({ id, path }) {
      const found = (await backups.read()).find((each) => each.archive === id && each.path === path)
      return found ? LastBackup.parse(found) : null
    },
    async noteBackup({ id, path }, last) {
      await backups.write((all) => [
        ...all.filter((each) => each.path !== path),
        { ...last, archive: id, path },
      ])
    },
  }
}

// Another archive may lie where one was; nothing of that one holds for it.
function passesOf(all: readonly KnownPasses[], { id, path }: { id: string; path: string }): KnownPasses {
  const found = all.find((each) => each.archive === id && each.path === path)
  return found ?? { archive: id, path, full: null, quick: null }
}

/** Four random letters of the accession alphabet. */
function newDeviceCode(): string {
  return Array.from({ length: 4 }, () => BASE32[randomInt(BASE32.length)]).join('')
}

function table<Schema extends z.ZodType>(
  { path, note }: { path: string; note: (path: string, aside: string) => void },
  schema: Schema,
  empty: () => z.output<Schema>,
) {
  let writing: Promise<unknown> = Promise.resolve()
  // Of two that read at once, one moves what is damaged; the other finds nothing there any more.
  async function beginAnew(): Promise<z.output<Schema>> {
    const aside = `${path}.damaged-${stamp()}`
    // Where it cannot be moved, it is read around, and written over by what is next changed.
    const moved = await rename(path, aside).then(
      () => true,
      () => false,
    )
    if (moved) note(path, aside)
    return empty()
  }
  async function read(): Promise<z.output<Schema>> {
    const low = new Low<unknown>(new JSONFile<unknown>(path), null)
    try {
      await low.read()
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw asStoreError(cause)
      return await beginAnew()
    }
    const parsed = schema.safeParse(low.data ?? empty())
    return parsed.success ? parsed.data : await beginAnew()
  }
  return {
    read,
    async write(change: (before: z.output<Schema>) => z.output<Schema>): Promise<z.output<Schema>> {
      const written = writing.then(async () => {
        const next = change(await read())
        // Programs that run at once share this folder; each writes through a draft of its own.
        await writeDurably(path, `${JSON.stringify(next, null, 2)}\n`, `${path}.${process.pid}.draft`)
        return next
      })
      writing = written.catch(() => undefined)
      return await written
    },
  }
}
