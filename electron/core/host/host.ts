import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { Reply } from '../../../shared/contract/index.ts'
import { AppError, reportError } from '../../../shared/errors.ts'
import { Hash, type Ticket } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { isArchive, makeArchiveFolder } from '../folder/archive-file.ts'
import { archiveChoice } from './archive-choice.ts'
import type { Archive } from '../archive/archive.ts'
import { backupFolderHandlers } from './backup-handlers.ts'
import { createDispatch } from './dispatch.ts'
import type { ReadingLimits } from '../extract/client.ts'
import { handlersOf } from './handlers-of.ts'
import type { Handlers } from '../handlers/handler.ts'
import { jobHandlers } from '../handlers/jobs.ts'
import { settingsHandlers } from '../handlers/settings.ts'
import { sweepTempFolders } from '../disk/temp-folder.ts'
import { openHome } from '../profile/home.ts'
import { refuseDamagedLedger, setCatalogueAside } from '../store/rebuild-catalogue.ts'
import { createJobs } from '../session/jobs.ts'
import { mergeCopy } from './merge-host.ts'
import type { Migrations } from '../folder/migrations.ts'
import { openArchive } from '../archive/open-archive.ts'
import { buildSample } from './sample.ts'
import { createTickets } from '../session/tickets.ts'
import type { StartProcess } from '../threads/worker-process.ts'
import { usualSchedule, type VerifySchedule } from '../verification/schedule.ts'

export { defaultHome, openHome } from '../profile/home.ts'
export type { StartProcess } from '../threads/worker-process.ts'

/** Everything a door needs of the product. */
export interface Host {
  /** The one door: checks params against the contract; it never throws. */
  call(method: string, params: unknown, signal?: AbortSignal): Promise<Result<unknown>>
  onEvent(listener: (event: ArchiveEvent) => void): () => void
  /** Registers paths that the user chose in this door. */
  issueTickets(paths: readonly string[]): Ticket[]
  /** A fresh folder in the open archive's inbox for an upload. Throws `archive.none-open`. */
  inboxFolder(): Promise<string>
  /** A stored object. Throws `vault.not-found` for a name that is no hash or not there; nothing else can be reached. */
  openObject(hash: string): Promise<{ path: string; sizeBytes: number; mediaType: string }>
  /** Notes in the ledger that a copy of a stored object leaves the archive, under which name. Throws `archive.none-open`, `store.*`. */
  noteCopy(hash: string, name: string): Promise<void>
  /** The path of a PNG picture of a PDF page (from 1). Throws `vault.not-found`, `extract.failed`. */
  renderPage(hash: string, page: number, width: number): Promise<string>
  close(): Promise<void>
}

export interface HostOptions {
  /** The folder where this computer's settings and known archives lie. */
  readonly home: string
  readonly resources: string
  /** Who is at this computer; named in the lock, never in the ledger. */
  readonly actor: string
  readonly appName: string
  readonly version: string
  /** When due verifications start by themselves; null: never. Otherwise they do for a window and not for `openHost`. */
  readonly schedule?: VerifySchedule | null
  /** How processes are started, where that is not Node's way. */
  readonly startProcess?: StartProcess
  /** How long one file may be read, and with how much memory. */
  readonly limits?: Partial<ReadingLimits>
  /** How older formats are brought up to this one; those of this Holdfast unless others are given. */
  readonly migrations?: Migrations
}

/** A host for a window: opens the archive that was open last, or the sample at the first start. */
export async function createHost(options: HostOptions): Promise<Host> {
  const host = await bareHost({ schedule: usualSchedule, ...options })
  await host.openFirst()
  return host
}

/** A host on one archive, its index complete. Throws `archive.*`; an archive that is not there is made only where `create` says so. */
export async function openHost(
  options: HostOptions & { archive: string; create?: { title: string }; readOnly?: boolean },
): Promise<Host> {
  const host = await bareHost(options)
  const folder = resolve(options.archive)
  if (options.create && !(await isArchive(folder))) await host.createAt(folder, options.create.title)
  else await (await host.openAt(folder, { readOnly: options.readOnly })).indexer.complete()
  return host
}

interface OpenHow {
  readonly isSample?: boolean
  readonly readOnly?: boolean
}

interface BareHost extends Host {
  openFirst(): Promise<void>
  openAt(folder: string, how?: OpenHow): Promise<Archive>
  createAt(folder: string, title: string, isSample?: boolean): Promise<Archive>
}

async function bareHost(options: HostOptions): Promise<BareHost> {
  const home = await openHome(options.home)
  // Nobody waits for what a killed process left.
  void sweepTempFolders()
  const tickets = createTickets()
  const listeners = new Set<(event: ArchiveEvent) => void>()
  const publish = (event: ArchiveEvent) => listeners.forEach((listener) => listener(event))
  const ownJobs = createJobs(publish)
  let archive: Archive | null = null
  let opening: Promise<unknown> = Promise.resolve()
  let refused: Reply<'archive.refused'> = null
  let handlers: Partial<Handlers> = {}
  const call = createDispatch(() => handlers, logBug)

  function adopt(next: Archive | null): void {
    archive = next
    handlers = { ...settingsHandlers(home, publish), ...hostHandlers, ...(next ? handlersOf(next) : {}) }
    publish({ event: 'changed', tables: ['*'] })
  }

  // One after another: of two that open at once, each would leave the other's archive locked.
  function openAt(folder: string, how: OpenHow = {}): Promise<Archive> {
    const next = opening.then(() => openNow(folder, how))
    opening = next.catch(() => undefined)
    return next
  }

  async function openNow(folder: string, { isSample = false, readOnly = false }: OpenHow): Promise<Archive> {
    const before = archive
    if (
      before &&
      before.readOnly === readOnly &&
      !before.isGone() &&
      before.path === (await realpath(folder).catch(() => resolve(folder)))
    )
      return before
    const software = `${options.appName} ${options.version}`
    const who = options.actor ? `${options.appName} (${options.actor})` : options.appName
    const { schedule = null, resources, startProcess, limits, migrations } = options
    const services = { home, tickets, publish, logBug, resources, startProcess, limits, migrations }
    const next = await openArchive({ ...services, folder, who, software, isSample, readOnly, schedule })
    adopt(next)
    await before?.close()
    return next
  }

  async function createAt(folder: string, title: string, isSample = false): Promise<Archive> {
    const { id, format } = await makeArchiveFolder(folder, title)
    const next = await openAt(folder, { isSample })
    await next.store.commit({
      act: 'creation',
      detail: { archive: id, format },
      changes: [{ table: 'archive', id: 'archive', set: { title } }],
    })
    return next
  }

  async function openFirst(): Promise<void> {
    for (const known of await home.known()) {
      try {
        return void (await openAt(known.path, { isSample: known.isSample }))
      } catch (cause) {
        // The window tells it; another archive opening in its place must not pass for it.
        const { code, message } = reportError(cause, known.path)
        refused ??= { id: known.id, title: known.title, path: known.path, code, message }
        logBug(known.path, cause)
      }
    }
    const folder = join(options.home, 'sample')
    if (existsSync(join(folder, 'holdfast.json')))
      return void (await openAt(folder, { isSample: true }).catch((cause: unknown) =>
        logBug('sample', cause),
      ))
    const sample = await createAt(folder, 'Sample archive', true)
    const title = await buildSample(join(options.resources, 'sample'), { call, issueTickets: tickets.issue })
    await sample.store.commit({
      act: 'creation',
      changes: [{ table: 'archive', id: 'archive', set: { title } }],
    })
    // Opened anew, so that the tasks of making it are not shown as the user's.
    await sample.close()
    archive = null
    await openAt(folder, { isSample: true })
  }

  // Closed in between, so that nothing is written into what is being set aside.
  async function rebuildCatalogue(): Promise<{ aside: string }> {
    const before = opened(archive)
    if (before.readOnly) throw new AppError('archive.read-only')
    await before.store.flush()
    await refuseDamagedLedger(before.path)
    adopt(null)
    await before.close()
    const aside = await setCatalogueAside(before.path).catch(async (cause: unknown) => {
      await openAt(before.path, { isSample: before.isSample })
      throw cause
    })
    const next = await openAt(before.path, { isSample: before.isSample })
    const detail = { kind: 'catalogue-rebuilt', aside: `inbox/${aside}` }
    await next.store.commit({ act: 'recovery', detail, changes: [] })
    return { aside: `inbox/${aside}` }
  }

  const choice = archiveChoice({
    home,
    current: () => archive,
    openAt,
    createAt,
    pathOf: tickets.pathOf,
    refused: () => refused,
  })
  const merging = {
    current: () => archive,
    letGo: () => adopt(null),
    openAt,
    pathOf: tickets.pathOf,
    who: options.appName,
  }
  const hostHandlers: Partial<Handlers> = {
    ...choice,
    ...backupFolderHandlers(tickets.pathOf, ownJobs),
    ...jobHandlers(() => (archive ? [ownJobs, archive.jobs] : [ownJobs])),
    'custody.rebuild-catalogue': rebuildCatalogue,
    'merges.preview': async ({ folder }) => await opened(archive).merges.preview(tickets.pathOf(folder)),
    'merges.run': async ({ folder }) => await mergeCopy(merging, folder),
  }
  adopt(null)
  return {
    call,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    issueTickets: tickets.issue,
    async inboxFolder() {
      const folder = join(opened(archive).path, 'inbox', 'uploads', randomUUID())
      await mkdir(folder, { recursive: true })
      return folder
    },
    openObject: async (hash) => await openObject(opened(archive), hash),
    noteCopy: async (hash, name) => await noteCopy(opened(archive), hash, name),
    async renderPage(hash, page, width) {
      const { path } = await opened(archive).vault.locate(hash)
      return await opened(archive).extractor.renderPage({ hash: Hash.parse(hash), path, page, width })
    },
    async close() {
      const last = archive
      archive = null
      await ownJobs.stopAll()
      await last?.close()
    },
    openFirst,
    openAt,
    createAt,
  }
}

async function openObject(archive: Archive, name: string): ReturnType<Host['openObject']> {
  const { path, sizeBytes } = await archive.vault.locate(name)
  for (const id of (await archive.store.row('objects', name))?.records ?? []) {
    const object = (await archive.store.row('records', id))?.objects.find((each) => each.hash === name)
    if (object) return { path, sizeBytes, mediaType: object.mediaType }
  }
  return { path, sizeBytes, mediaType: 'application/octet-stream' }
}

async function noteCopy({ store, readOnly }: Archive, hash: string, name: string): Promise<void> {
  // What is only read keeps no account of who read it.
  if (readOnly) return
  const records = (await store.row('objects', hash))?.records ?? []
  const detail = { kind: 'copy', object: hash, name, records }
  await store.commit({ act: 'dissemination', detail, changes: [] })
}

function opened(archive: Archive | null): Archive {
  if (!archive) throw new AppError('archive.none-open')
  return archive
}

function logBug(id: string, thrown: unknown): void {
  console.error(`[${id}]`, thrown)
}
