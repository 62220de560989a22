import { existsSync } from 'node:fs'
import { realpath, rename, rm } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import { FORMAT, noArchive, peekArchiveFile } from '../folder/archive-file.ts'
import type { Profile } from '../profile/profile.ts'
import type { RunningJob } from '../session/jobs.ts'
import { refuseDamagedLedger } from '../store/rebuild-catalogue.ts'
import { parseEntry } from '../store/ledger/line.ts'
import { listDevices, readLines, type LedgerLine } from '../store/ledger/read.ts'
import type { Store } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import { objectsIn } from '../store/ledger/verify.ts'
import { verifyArchive } from '../verification/verify-archive.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** How far a ledger reaches, by device. */
export type Heads = Readonly<Record<string, { readonly seq: number; readonly hash: string }>>

/** What is to be added from another copy whose objects are already here. */
export interface MergePlan {
  readonly other: string
  /** How far the other copy reached when it was verified; lines written there later are not added. */
  readonly theirs: Heads
  /** By device, how many lines this copy lacks. */
  readonly lines: Readonly<Record<string, number>>
  readonly objects: number
  readonly bytes: number
  /** Removes the objects from the vault of the archive again if the merge does not happen. */
  readonly rollBack: (archive: MergedArchive) => Promise<void>
}

/** The archive that a copy is merged into. */
interface MergedArchive {
  readonly path: string
  readonly store: Store
}

interface PrepareServices extends MergedArchive {
  readonly id: string
  readonly vault: Vault
  readonly profile: Profile
  readonly trust: Trust
}

/**
 * Verifies another copy of an archive, compares its ledgers with the archive's own and copies its objects into the
 * vault, reading each back. The other copy is only read. Throws `merges.*`, `ledger.damaged`, `store.*`; then the
 * archive is as it was.
 */
export async function prepareMerge(
  archive: PrepareServices,
  folder: string,
  job: RunningJob,
): Promise<MergePlan> {
  const other = await findCopy(archive, folder)
  await refuseDamagedLedger(archive.path, archive.trust)
  const report = await verifyArchive(other, {
    profile: archive.profile,
    signal: job.signal,
    onProgress: ({ doneObjects, totalObjects, ...rest }) =>
      job.report({ doneFiles: doneObjects, totalFiles: totalObjects, ...rest }),
  }).catch((cause: unknown) => {
    throw job.signal.aborted ? new AppError('merges.cancelled', {}, { cause }) : cause
  })
  // A catalogue is rebuilt from the ledger, and objects that no line names are not copied.
  const damages = report.damages.filter(({ kind }) => kind !== 'catalogue-differs' && kind !== 'object-extra')
  refuseDamaged(damages)
  const theirs = reachOf(report.heads)
  const lines = await linesLacking(join(archive.path, 'ledger'), join(other, 'ledger'), theirs)
  return { other, theirs, lines, ...(await copyObjects(archive, other, theirs, job)) }
}

/** Throws `merges.damaged` if there is any damage. */
export function refuseDamaged(damages: readonly { readonly message: string }[]): void {
  if (damages.length > 0)
    throw new AppError('merges.damaged', { count: damages.length, first: damages[0]!.message })
}

/** How far ledgers reach, without those that are empty. */
export function reachOf(heads: Heads): Heads {
  return Object.fromEntries(Object.entries(heads).filter(([, { seq }]) => seq > 0))
}

/** The folder of another copy of an archive. Throws `merges.*`, `archive.*` when it is not one. */
export async function findCopy(
  { id, path }: Pick<PrepareServices, 'id' | 'path'>,
  folder: string,
): Promise<string> {
  const other = await realpath(folder).catch((cause: unknown) => {
    throw new AppError('archive.not-found', { path: folder }, { cause })
  })
  const relativePath = relative(path, other)
  const isWithin =
    relativePath === '' ||
    (relativePath !== '..' && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath))
  if (isWithin) throw new AppError('merges.same-folder', { path: other })
  const file = await peekArchiveFile(other)
  if (!file) throw noArchive(other)
  if (file.id !== id) throw new AppError('merges.other-archive', { path: other, title: file.title })
  if (file.format > FORMAT) throw new AppError('archive.newer-format', { format: file.format })
  if (file.format < FORMAT) throw new AppError('archive.older-format', { format: file.format })
  return other
}

/**
 * By device, how many lines of another copy's ledger this one lacks. Of one device's two ledgers, one must be the
 * beginning of the other; if they diverge, it throws `merges.forked`, naming the line.
 */
export async function linesLacking(
  own: string,
  other: string,
  theirs: Heads,
): Promise<Record<string, number>> {
  const lacking: Record<string, number> = {}
  for (const device of await listDevices(other)) {
    const upTo = theirs[device]?.seq ?? 0
    const mine = readLines(join(own, device))
    let missing = 0
    let seq = 0
    for await (const line of readLines(join(other, device))) {
      seq += 1
      if (line.torn || seq > upTo) break
      const counterpart = missing > 0 ? undefined : await nextComplete(mine)
      if (!counterpart) missing += 1
      else if (!counterpart.bytes.equals(line.bytes)) throw forked(device, seq, counterpart)
    }
    await mine.return(undefined)
    if (missing > 0) lacking[device] = missing
  }
  return lacking
}

async function nextComplete(lines: AsyncGenerator<LedgerLine>): Promise<LedgerLine | undefined> {
  const next = await lines.next()
  return next.done || next.value.torn ? undefined : next.value
}

function forked(device: string, seq: number, { file, line }: LedgerLine): AppError {
  return new AppError('merges.forked', { device, seq, file: `ledger/${device}/${file}`, line })
}

/** This also restores an object that this copy should have and has lost. */
async function copyObjects(
  archive: PrepareServices,
  other: string,
  theirs: Heads,
  job: RunningJob,
): Promise<Pick<MergePlan, 'objects' | 'bytes' | 'rollBack'>> {
  const wanted = await objectsLacking(archive.path, other, theirs)
  const placed: Hash[] = []
  const rollBack: MergePlan['rollBack'] = async (from) => {
    for (const hash of placed.splice(0)) await setAside(from, hash)
  }
  const totalBytes = [...wanted.values()].reduce((sum, size) => sum + size, 0)
  // Added to the progress of the verification, so that the progress does not start over.
  let { doneFiles, doneBytes } = job.read()
  const all = { totalFiles: doneFiles + wanted.size, totalBytes: doneBytes + totalBytes }
  try {
    for (const hash of wanted.keys()) {
      job.report({ doneFiles, doneBytes, ...all, current: hash })
      const { isNew } = await copyObject(archive, other, hash, job.signal, (bytes) => {
        doneBytes += bytes
        job.report({ doneBytes })
      })
      if (isNew) placed.push(hash)
      doneFiles += 1
    }
    return { objects: wanted.size, bytes: totalBytes, rollBack }
  } catch (cause) {
    await rollBack(archive)
    throw job.signal.aborted ? new AppError('merges.cancelled', {}, { cause }) : cause
  }
}

/** The objects that another copy's ledger names and this vault lacks, with their sizes. */
export async function objectsLacking(path: string, other: string, theirs: Heads): Promise<Map<Hash, number>> {
  const lacking = new Map<Hash, number>()
  for (const device of Object.keys(theirs)) {
    let seq = 0
    for await (const { bytes } of readLines(join(other, 'ledger', device))) {
      seq += 1
      if (seq > theirs[device]!.seq) break
      if (!bytes.includes('"objects"')) continue
      const entry = parseEntry(bytes)
      for (const { hash, sizeBytes } of entry ? objectsIn(entry) : [])
        if (!existsSync(join(path, 'vault', hash.slice(0, 2), hash))) lacking.set(hash as Hash, sizeBytes) // from an object's own shape
    }
  }
  return lacking
}

async function copyObject(
  { path, vault }: Pick<PrepareServices, 'path' | 'vault'>,
  other: string,
  hash: Hash,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<{ isNew: boolean }> {
  // Left there by a merge that was interrupted.
  const aside = join(path, 'inbox', 'unlisted', hash)
  const isAside = existsSync(aside)
  const source = isAside ? aside : join(other, 'vault', hash.slice(0, 2), hash)
  const stored = await vault.putFile(source, { signal, onBytes }).catch((cause: unknown) => {
    if (!(cause instanceof AppError) || !cause.code.startsWith('imports.')) throw cause
    throw new AppError('merges.not-readable', { path: source, problem: cause.message }, { cause })
  })
  if (isAside) await rm(aside, { force: true })
  if (stored.hash === hash) return stored
  if (stored.isNew) await vault.discard(stored.hash)
  if (isAside) return await copyObject({ path, vault }, other, hash, signal, onBytes)
  throw new AppError('merges.changed-meanwhile', { problem: `vault/${hash.slice(0, 2)}/${hash}` })
}

// If an import stored the same bytes in the meantime, they stay.
async function setAside({ path, store }: MergedArchive, hash: Hash): Promise<void> {
  if (await store.row('objects', hash)) return
  await makeFolder(join(path, 'inbox', 'unlisted'), 1)
  await rename(join(path, 'vault', hash.slice(0, 2), hash), join(path, 'inbox', 'unlisted', hash))
}
