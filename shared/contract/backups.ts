import { z } from 'zod'
import { Hash, Instant, Ticket } from '../model/ids.ts'
import { Damage } from './custody.ts'
import { method } from './method.ts'

/** A backup as it lies in a folder. `provedAt` is null where it was never restored and compared. */
export const BackupGeneration = z.object({
  archive: z.string(),
  title: z.string(),
  generation: z.string(),
  at: Instant,
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  /** Objects that the archive itself had lost when the backup was made. */
  lacking: z.int(),
  provedAt: Instant.nullable(),
  manifestSha256: Hash,
})
export type BackupGeneration = z.infer<typeof BackupGeneration>

/** Why a backup was not restored and compared. */
export const notProvedReasons = ['not-asked', 'no-room'] as const

/** What a backup copied and what was proved of it. `copied` is what was not there from earlier backups. */
export const BackupReport = z.object({
  where: z.string(),
  generation: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  copied: z.object({ objects: z.int(), bytes: z.number() }),
  /** Copies from earlier backups that had been damaged and were made anew. */
  mended: z.int(),
  manifestSha256: Hash,
  proved: z.boolean(),
  notProved: z.enum(notProvedReasons).nullable(),
  /** The backup lies on the disk of the archive, and goes with it. */
  sameDisk: z.boolean(),
  /** What the archive itself has lost, so that the backup cannot hold it. */
  lacking: z.array(Damage),
  /** Earlier backups that made room. */
  dropped: z.array(z.string()),
})
export type BackupReport = z.infer<typeof BackupReport>

/** What this computer remembers of the last backup of an archive at a path. */
export const LastBackup = z.object({
  at: Instant,
  where: z.string(),
  generation: z.string(),
  proved: z.boolean(),
  objects: z.int(),
  bytes: z.number(),
  lacking: z.int(),
  manifestSha256: Hash,
})
export type LastBackup = z.infer<typeof LastBackup>

/** What was found of one backup when every file of it was read. */
export const BackupCheck = z.object({
  archive: z.string(),
  generation: z.string(),
  intact: z.boolean(),
  objects: z.int(),
  bytes: z.number(),
  damages: z.array(Damage),
  /** Files that no backup names; they are no part of it and are never restored. */
  extra: z.array(z.string()),
})
export type BackupCheck = z.infer<typeof BackupCheck>

/** What was brought back. `damages` names what the backup no longer had whole. */
export const RestoreReport = z.object({
  archive: z.string(),
  title: z.string(),
  generation: z.string(),
  into: z.string(),
  objects: z.int(),
  bytes: z.number(),
  damages: z.array(Damage),
})
export type RestoreReport = z.infer<typeof RestoreReport>

const from = { folder: Ticket.shape.id, generation: z.string().optional() }

export const backups = {
  'backups.create': method(
    'Copies what a folder lacks of the archive into it, as a task, reads every copy back, and proves the backup by restoring it into a temporary folder and comparing; answers when it has ended. One that was broken off goes on.',
    z.object({
      /** Where none is chosen, the place of the last one. */
      folder: Ticket.shape.id.optional(),
      prove: z.boolean().default(true),
    }),
    BackupReport,
    { reads: [] },
  ),
  'backups.status': method(
    'Answers the last backup of the open archive that was made on this computer.',
    z.object({}),
    z.object({ last: LastBackup.nullable() }),
    { reads: ['custody'] },
  ),
  'backups.list': method(
    'Answers the backups that lie in a folder, the latest first.',
    z.object({ folder: Ticket.shape.id }),
    z.array(BackupGeneration),
    { reads: [] },
  ),
  'backups.check': method(
    'Reads every file of a backup, the latest unless another is named, and names what is no longer as it was written.',
    z.object(from),
    BackupCheck,
    { reads: [] },
  ),
  'backups.restore': method(
    'Makes an archive in a new or empty folder from a backup, the latest unless another is named. One that was broken off goes on.',
    z.object({ ...from, into: Ticket.shape.id }),
    RestoreReport,
    { reads: [] },
  ),
}
