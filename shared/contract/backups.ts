import { z } from 'zod'
import { Hash, Instant, Ticket } from '../model/ids.ts'
import { Damage } from './custody.ts'
import { method } from './method.ts'

/** A backup as found in a folder. `provedAt` is null when it was never restored and compared. */
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

/** What a backup copied and what was proved about it. `copied` counts what earlier backups did not contain. */
export const BackupReport = z.object({
  where: z.string(),
  generation: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  copied: z.object({ objects: z.int(), bytes: z.number() }),
  /** Copies from earlier backups that had been damaged and were copied again. */
  mended: z.int(),
  manifestSha256: Hash,
  proved: z.boolean(),
  notProved: z.enum(notProvedReasons).nullable(),
  /** The backup is on the same disk as the archive, and would be lost with it. */
  sameDisk: z.boolean(),
  /** What the archive itself has lost, so that the backup cannot contain it. */
  lacking: z.array(Damage),
  /** Earlier backups that were dropped to free space. */
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

/** What was found in one backup when each of its files was read. */
export const BackupCheck = z.object({
  archive: z.string(),
  generation: z.string(),
  intact: z.boolean(),
  objects: z.int(),
  bytes: z.number(),
  damages: z.array(Damage),
  /** Files that no backup names; they belong to none and are never restored. */
  extra: z.array(z.string()),
})
export type BackupCheck = z.infer<typeof BackupCheck>

/** What was restored. `damages` names what the backup no longer had intact. */
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
    'Copies what a folder lacks of the archive into it, as a task, reads every copy back, and proves the backup by restoring it to a temporary folder and comparing; replies when it has ended. An interrupted backup is resumed.',
    z.object({
      /** Without one, the folder of the last backup. */
      folder: Ticket.shape.id.optional(),
      prove: z.boolean().default(true),
    }),
    BackupReport,
    { reads: [] },
  ),
  'backups.status': method(
    'Replies with the last backup of the open archive that was made on this computer.',
    z.object({}),
    z.object({ last: LastBackup.nullable() }),
    { reads: ['custody'] },
  ),
  'backups.list': method(
    'Replies with the backups in a folder, latest first.',
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
    'Restores an archive from a backup, the latest unless another is named, to a new or empty folder. An interrupted restore is resumed.',
    z.object({ ...from, into: Ticket.shape.id }),
    RestoreReport,
    { reads: [] },
  ),
}
