import { copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError, errnoOf, syncFolder, writeDurably } from '../disk/durable.ts'
import { isRefusedFile, openPlain, readSmallFile } from '../disk/small-file.ts'
import { conflictsBetween, entriesBetween, type MergeDetail } from './conflicts.ts'
import { linesLacking, type Heads, type MergePlan } from './prepare-merge.ts'
import {
  leaveLine,
  LineId,
  noteStrange,
  printPending,
  textOfOwn,
  type PendingOwner,
} from '../folder/pending-lines.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import { noHead } from '../store/ledger/head.ts'
import { checkLine, hasCanonicalForm } from '../store/ledger/line.ts'
import { listDevices, listSegments, readLines, type LedgerLine } from '../store/ledger/read.ts'
import { verifyLedger } from '../store/ledger/verify.ts'
import { makeFolder } from '../disk/make-folder.ts'
import { hashFile } from '../vault/put.ts'

/** What is to replace files of the ledger, all of them or none; written when all of them are on disk. */
const Ready = z.object({
  version: z.literal(1),
  id: LineId,
  files: z.array(z.object({ path: z.string().regex(/^[0-9a-z]{4}\/\d{6}\.jsonl$/), sha256: z.string() })),
  detail: z.record(z.string(), z.unknown()).refine(hasCanonicalForm),
})
type Ready = z.infer<typeof Ready>

const stageOf = (archive: string): string => join(archive, 'inbox', 'merge')

/**
 * Stages, in the inbox of a closed archive, its ledger combined with the lines of another copy. The archive is
 * unchanged until it is next opened, and then merged completely, whatever crash comes in between. Throws `merges.*`,
 * `ledger.damaged`, `store.*`.
 */
export async function stageMerge(
  archive: string,
  { id, owner }: { readonly id: string; readonly owner: PendingOwner },
  plan: MergePlan,
): Promise<MergeDetail> {
  const [own, other] = [join(archive, 'ledger'), join(plan.other, 'ledger')]
  const stage = stageOf(archive)
  try {
    await rm(stage, { recursive: true, force: true })
    const mine = await headsOf(own)
    const lines = await linesLacking(own, other, plan.theirs)
    const gone = Object.keys(plan.lines).find((device) => !(device in lines))
    if (gone !== undefined) throw changedMeanwhile(gone)
    const files: Ready['files'] = []
    for (const device of Object.keys(lines))
      files.push(...(await stageDevice({ own, other, stage, device }, plan.theirs[device]!)))
    const conflicts = await countConflicts(own, other, mine, plan.theirs)
    const { theirs, objects, bytes } = plan
    const detail: MergeDetail = { kind: 'merge', mine, theirs, lines, objects, bytes, conflicts }
    const ready = JSON.stringify({ version: 1, id, files, detail })
    await writeDurably(join(stage, 'ready.json'), printPending(owner, ready))
    await syncFolder(dirname(stage))
    return detail
  } catch (cause) {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined)
    throw asStoreError(cause)
  }
}

/**
 * Puts a merge that this computer staged in place, or removes one that is incomplete; one that it did not stage is set
 * aside. For an archive that is about to be opened. Throws `store.*`.
 */
export async function finishMerge(archive: string, owner: PendingOwner, note: NoteRepair): Promise<void> {
  const stage = stageOf(archive)
  if (!existsSync(stage)) return
  try {
    const ready = await readReady(stage, owner)
    if (ready === 'strange') return await noteStrange(archive, 'merge', note)
    if (ready) await putInPlace(archive, ready, owner)
    // The file that says that it is ready goes first: the rest means nothing without it.
    await rm(join(stage, 'ready.json'), { recursive: true, force: true })
    await rm(stage, { recursive: true, force: true })
  } catch (cause) {
    throw asStoreError(cause)
  }
}

async function putInPlace(archive: string, { id, files, detail }: Ready, owner: PendingOwner): Promise<void> {
  for (const { path, sha256 } of files) {
    const draft = join(stageOf(archive), 'ledger', path)
    // A file that is no longer there was put in place before a crash.
    if (!existsSync(draft)) continue
    if ((await sha256Of(draft)) !== sha256) {
      const problem = 'it differs from what was staged for the merge'
      throw new AppError('ledger.damaged', { file: `inbox/merge/ledger/${path}`, line: 1, problem })
    }
    const target = join(archive, 'ledger', path)
    await makeFolder(dirname(target), 1)
    await rename(draft, target)
    for (const folder of [dirname(target), join(archive, 'ledger')]) await syncFolder(folder)
  }
  const outcome = Number(detail['conflicts']) > 0 ? ('warning' as const) : ('success' as const)
  await leaveLine(archive, { id, act: 'information package merging', outcome, detail }, owner)
}

interface Staging {
  readonly own: string
  readonly other: string
  readonly stage: string
  readonly device: string
}

/** The files of one device's ledger that the merge changes, with the new lines after the present ones. */
async function stageDevice(
  { own, other, stage, device }: Staging,
  upTo: { seq: number; hash: string },
): Promise<Ready['files']> {
  const folder = join(stage, 'ledger', device)
  await makeFolder(folder, 3)
  const before = await lastLine(join(own, device))
  let head = { seq: before.seq, hash: before.hash }
  let file = before.file
  let target: FileHandle | null = null
  const files: string[] = []
  try {
    let seq = 0
    for await (const line of readLines(join(other, device))) {
      seq += 1
      if (seq <= before.seq) continue
      if (seq > upTo.seq) break
      head = checked(line, device, head)
      // The files are split as they are in the other copy, but a line never goes back to a file before one already
      // written.
      const next = line.file > file ? line.file : file
      if (!target || next !== file) {
        await target?.sync()
        await target?.close()
        file = next
        target = await openDraft(join(own, device, file), join(folder, file), before.file === file)
        files.push(file)
      }
      await target.appendFile(Buffer.concat([line.bytes, Buffer.from('\n')]))
    }
    await target?.sync()
  } finally {
    await target?.close()
  }
  if (head.seq !== upTo.seq || head.hash !== upTo.hash) throw changedMeanwhile(device)
  await syncFolder(folder)
  return await Promise.all(
    files.map(async (name) => ({ path: `${device}/${name}`, sha256: await sha256Of(join(folder, name)) })),
  )
}

async function openDraft(own: string, draft: string, isBegun: boolean): Promise<FileHandle> {
  if (isBegun && existsSync(own)) await copyFile(own, draft)
  return await open(draft, 'a')
}

function checked(line: LedgerLine, device: string, head: { seq: number; hash: string }) {
  const check = checkLine(line.bytes, device, head)
  if (line.torn || !check.ok) throw changedMeanwhile(device)
  return { seq: check.entry.seq, hash: check.entry.hash }
}

async function lastLine(deviceFolder: string): Promise<{ seq: number; hash: string; file: string }> {
  const device = deviceFolder.slice(-4)
  let found = { seq: 0, hash: noHead.hash, file: noHead.file }
  if ((await listSegments(deviceFolder)).length === 0) return found
  for await (const line of readLines(deviceFolder)) {
    // A line that a crash left torn must not end up in the middle of a ledger; opening the archive rolls it back.
    if (line.torn) throw new AppError('merges.busy')
    const check = checkLine(line.bytes, device, found)
    if (!check.ok)
      throw new AppError('ledger.damaged', {
        file: `ledger/${device}/${line.file}`,
        line: line.line,
        problem: check.problem,
      })
    found = { seq: check.entry.seq, hash: check.entry.hash, file: line.file }
  }
  return found
}

const changedMeanwhile = (device: string): AppError =>
  new AppError('merges.changed-meanwhile', { problem: `ledger/${device}` })

async function headsOf(ledger: string): Promise<Record<string, { seq: number; hash: string }>> {
  const { heads } = await verifyLedger(ledger, [])
  const reached = (await listDevices(ledger)).filter((device) => (heads[device]?.seq ?? 0) > 0)
  return Object.fromEntries(
    reached.map((device) => [device, { seq: heads[device]!.seq, hash: heads[device]!.hash }]),
  )
}

async function countConflicts(own: string, other: string, mine: Heads, theirs: Heads): Promise<number> {
  const ours = await entriesBetween(own, theirs, mine)
  const others = await entriesBetween(other, mine, theirs)
  return conflictsBetween(ours, others).length
}

/** It has two lines for each file of a ledger that was merged. */
const READY_BYTES = 16 << 20

async function readReady(stage: string, owner: PendingOwner): Promise<Ready | 'strange' | null> {
  try {
    const text = textOfOwn(
      owner,
      (await readSmallFile(join(stage, 'ready.json'), READY_BYTES)).toString('utf8'),
    )
    return text === null ? 'strange' : Ready.parse(JSON.parse(text))
  } catch (cause) {
    if (!isRefusedFile(cause) && !['ENOENT', null].includes(errnoOf(cause))) throw cause
    return null
  }
}

async function sha256Of(path: string): Promise<string> {
  const file = await openPlain(path)
  try {
    return await hashFile(file)
  } finally {
    await file.close()
  }
}
