import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { LastBackup } from '../../../shared/contract/backups.ts'
import { VerifyPass, type VerifyMode } from '../../../shared/contract/custody.ts'
import { LedgerHeads } from '../store/ledger/head.ts'
import type { JsonTable } from './json-table.ts'

/** An archive that was opened on this computer. */
export const KnownArchive = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean().default(false),
  /** False while the archive was only read here: this computer did not make it, and nobody has said that it is theirs. */
  isMine: z.boolean().default(true),
  /** The device code under which this computer writes to the archive at this path. */
  device: z.string(),
  openedAt: z.string(),
})
export type KnownArchive = z.infer<typeof KnownArchive>

/**
 * The heads of a copy of an archive when this computer last noted them: a copy that no longer reaches them is
 * truncated.
 */
export const PinnedCopy = z.object({
  id: z.string(),
  path: z.string(),
  at: z.string(),
  heads: LedgerHeads,
  /** The hashes of lines whose loss in this copy the user accepted. */
  accepted: z.array(z.string()).default([]),
})
export type PinnedCopy = z.infer<typeof PinnedCopy>

/** The last verifications of the archive at a path. */
export const KnownPasses = z.object({
  archive: z.string(),
  path: z.string(),
  full: VerifyPass.nullable(),
  quick: VerifyPass.nullable(),
})
export type KnownPasses = z.infer<typeof KnownPasses>

/** The last backup of the archive at a path. */
export const KnownBackup = LastBackup.extend({ archive: z.string(), path: z.string() })
type KnownBackup = z.infer<typeof KnownBackup>

/** One copy of an archive: its id, and the folder that it is in. */
export interface ArchiveCopy {
  readonly id: string
  readonly path: string
}

/** The archives that were opened here, and the device code under which each is written to. */
export function openedArchives(table: JsonTable<KnownArchive[]>) {
  return {
    known: async () => (await table.read()).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1)),
    async deviceFor(id: string, path: string): Promise<string | null> {
      const found = (await table.read()).find((each) => each.id === id && each.path === path && each.isMine)
      return found?.device ?? null
    },
    newDevice: newDeviceCode,
    async remember(archive: KnownArchive): Promise<void> {
      await table.write((all) => [...all.filter((each) => each.path !== archive.path), archive])
    },
  }
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** Returns four random letters of the accession alphabet. */
function newDeviceCode(): string {
  return Array.from({ length: 4 }, () => BASE32[randomInt(BASE32.length)]).join('')
}

/** The last noted heads of each copy of an archive. */
export function pinnedCopies(table: JsonTable<PinnedCopy[]>) {
  return {
    pins: async (id: string) => (await table.read()).filter((copy) => copy.id === id),
    async pin(copy: PinnedCopy): Promise<void> {
      await table.write((all) => [
        ...all.filter((each) => each.id !== copy.id || each.path !== copy.path),
        copy,
      ])
    },
  }
}

/** The last verifications of each copy. */
export function lastPasses(table: JsonTable<KnownPasses[]>) {
  return {
    passes: async (archive: ArchiveCopy) => passesOf(await table.read(), archive),
    async notePass(archive: ArchiveCopy, mode: VerifyMode, pass: VerifyPass): Promise<void> {
      await table.write((all) => [
        ...all.filter((each) => each.path !== archive.path),
        { ...passesOf(all, archive), [mode]: pass },
      ])
    },
  }
}

// Another archive may be at the path now; nothing noted for the earlier one applies to it.
function passesOf(all: readonly KnownPasses[], { id, path }: ArchiveCopy): KnownPasses {
  const found = all.find((each) => each.archive === id && each.path === path)
  return found ?? { archive: id, path, full: null, quick: null }
}

/** The last backup of each copy. */
export function lastBackups(table: JsonTable<KnownBackup[]>) {
  return {
    async lastBackup({ id, path }: ArchiveCopy): Promise<LastBackup | null> {
      const found = (await table.read()).find((each) => each.archive === id && each.path === path)
      return found ? LastBackup.parse(found) : null
    },
    async noteBackup({ id, path }: ArchiveCopy, last: LastBackup): Promise<void> {
      await table.write((all) => [
        ...all.filter((each) => each.path !== path),
        { ...last, archive: id, path },
      ])
    },
  }
}
