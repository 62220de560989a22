import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BackupReport } from '../../../shared/contract/backups.ts'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import { asBackupError, preparePlace, type BackupPlace } from './layout.ts'
import { runBackupTask } from './backup-thread.ts'
import type { BackupReply } from './protocol.ts'
import type { SignedHead } from '../custody/signing.ts'
import type { Profile } from '../profile/profile.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import { takeLock } from '../store/lock.ts'
import type { Jobs } from '../session/jobs.ts'
import { serialize } from '../session/serialize.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../session/tickets.ts'

/** Backups of an archive. */
export interface Backups {
  /** Makes a backup, after those already requested, and resolves when it has ended. Throws `backups.*`. */
  make(request: Params<'backups.create'>): Promise<Reply<'backups.create'>>
  /** The last backup that this computer knows of. */
  status(): Promise<Reply<'backups.status'>>
}

/** What backups need from an archive and from the program. */
export interface BackupServices {
  readonly id: string
  readonly path: string
  readonly store: Store
  readonly jobs: Jobs
  readonly profile: Profile
  readonly tickets: Tickets
  readonly software: string
  readonly who: string
  readonly sign: () => Promise<SignedHead>
  readonly publish: Publish
  readonly logBug: (id: string, thrown: unknown) => void
}

/** The backups of an open archive: each is a task, and is noted in the ledger and on this computer when it ends. */
export function createBackups(services: BackupServices): Backups {
  const { id, path, profile, tickets, jobs } = services
  const inTurn = serialize((work: () => Promise<BackupReport>) => work())
  return {
    async make({ folder, prove }: Params<'backups.create'>): Promise<BackupReport> {
      const target = folder === undefined ? await lastPlace(services) : tickets.pathOf(folder)
      // A job from the start, so that one that waits is shown and can be stopped.
      const job = jobs.run('backup', ({ signal, report }) =>
        inTurn(async () => {
          const place = await preparePlace(target, { id, path })
          return await whileLocked(place, services.who, async () => {
            const plan = await planBackup(services, place, prove)
            const made = await runBackupTask(plan, { onProgress: report, signal })
            return await noteBackup(services, place, made)
          })
        }),
      )
      return await job.ended
    },
    status: async (): Promise<Reply<'backups.status'>> => ({ last: await profile.lastBackup({ id, path }) }),
  }
}

async function lastPlace({ id, path, profile }: BackupServices): Promise<string> {
  const last = await profile.lastBackup({ id, path })
  if (!last) throw new AppError('backups.no-folder', { path: '…', problem: 'none was made yet' })
  return dirname(last.where)
}

async function planBackup(
  { id, path, store, profile, software, sign }: BackupServices,
  place: BackupPlace,
  prove: boolean,
) {
  const { statement, signature, publicKey } = await sign()
  await store.flush()
  const startedAt = new Date().toISOString()
  return {
    kind: 'make' as const,
    archive: { id, path, title: (await store.row('archive', 'archive'))?.title ?? '' },
    root: place.root,
    generation: startedAt.replace(/[:.]/g, '-'),
    startedAt,
    software,
    heads: store.heads(),
    signed: { statement, signature, publicKey },
    prove,
    device: profile.newDevice(),
  }
}

async function whileLocked<T>({ root }: BackupPlace, who: string, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(root, who).catch((cause: unknown) => {
    throw cause instanceof AppError && cause.code === 'archive.locked'
      ? new AppError('backups.busy', { path: root, ...cause.facts }, { cause })
      : asBackupError(cause, root)
  })
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

async function noteBackup(
  { id, path, store, profile, software, publish, logBug }: BackupServices,
  place: BackupPlace,
  made: BackupReply<'make'>,
): Promise<BackupReport> {
  const { generation, objects, bytes, manifestSha256, proved, notProved, lacking, copied, endedAt } = made
  const sameDisk = await areOnOneDisk(path, place.root)
  const last = { at: endedAt, where: place.root, generation, proved, objects, bytes, manifestSha256 }
  // The backup exists; a failure to note it must not make it look as if it did not.
  try {
    await store.commit({
      act: 'replication',
      outcome: lacking.length > 0 ? 'warning' : 'success',
      tool: toolOf(software, { algorithm: 'SHA-256' }),
      detail: {
        kind: 'backup',
        generation,
        objects,
        bytes,
        copied,
        manifestSha256,
        proved,
        ...(notProved === null ? {} : { notProved }),
        ...(lacking.length > 0 ? { lacking: lacking.slice(0, 100).map(({ message }) => message) } : {}),
      },
      changes: [],
    })
    await profile.noteBackup({ id, path }, { ...last, lacking: lacking.length })
  } catch (cause) {
    logBug('backup', cause)
  }
  publish({ event: 'changed', tables: ['custody'] })
  return { ...made, where: place.root, sameDisk }
}

async function areOnOneDisk(a: string, b: string): Promise<boolean> {
  return (await stat(a)).dev === (await stat(b)).dev
}
