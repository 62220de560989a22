import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import { copyChecked, DRAFT, hashFile, syncFolderNow } from './copy-checked.ts'
import { noteProof, pruneGenerations } from './generations.ts'
import {
  asBackupError,
  placeAt,
  refuseWithoutSpace,
  sweepUnfinished,
  UNFINISHED,
  type BackupPlace,
} from './layout.ts'
import { printListed, sha256Of, type Manifest } from './manifest.ts'
import { damageOf } from './restore.ts'
import { proveBackup } from './prove-backup.ts'
import { createMeter, type Meter } from './meter.ts'
import type { BackupProgress, BackupReply, MakeTask } from './protocol.ts'
import { writeDurably } from '../disk/durable.ts'
import { readSmallFile } from '../disk/small-file.ts'
import { hashesAt } from '../store/ledger/seen-lines.ts'
import { listSegments } from '../store/ledger/read.ts'
import { objectsIn, verifyLedger } from '../store/ledger/verify.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import { createObjectList, vaultFolders, type ListedObject, type ObjectList } from '../vault/object-list.ts'

/**
 * Makes a backup: the ledgers as far as they reached, the objects that are not there yet, and last the manifest;
 * every copy is on disk and was read back. Then the backup is proved, and older ones are dropped. Throws `backups.*`,
 * `ledger.damaged`; what was copied stays, and the next backup continues from there.
 */
export async function makeBackup(
  task: MakeTask,
  gauge: SharedGauge,
  onProgress: (progress: BackupProgress) => void,
): Promise<BackupReply<'make'>> {
  const place = placeAt(task.root)
  const meter = createMeter(gauge, onProgress)
  const draft = join(place.generations, `${task.generation}${UNFINISHED}`)
  await sweepUnfinished(place)
  try {
    const copied = await copyLedgers(task, draft, meter)
    await refuseWithoutSpaceFor(copied.objects, place)
    // Each byte is read and read back; for the proof it is read, read back and verified.
    meter.expect(copied.total.objects, copied.total.bytes * (task.prove ? 5 : 2))
    const made = copyObjects(task, place, copied.objects, meter)
    const { manifest, sha256 } = await writeManifest(task, place, draft, copied, made)
    const proof = task.prove ? await proveBackup(task, place, meter, gauge) : ('not-asked' as const)
    if (proof === null) await noteProof(place, task.generation, sha256)
    const dropped = proof === null ? await pruneGenerations(place, reachesIn(place)) : []
    meter.report()
    return {
      generation: task.generation,
      startedAt: task.startedAt,
      endedAt: new Date().toISOString(),
      lines: manifest.lines,
      objects: manifest.objects,
      bytes: manifest.bytes,
      copied: { objects: made.copied, bytes: made.copiedBytes },
      mended: made.mended,
      manifestSha256: sha256,
      proved: proof === null,
      notProved: proof,
      lacking: made.lacking,
      dropped,
    }
  } catch (cause) {
    throw asBackupError(cause, place.root)
  }
}

interface CopiedLedgers {
  /** The line in the list of each file of the backup, except the objects. */
  readonly listed: string[]
  readonly lines: number
  readonly heads: Manifest['heads']
  readonly objects: ObjectList
  readonly total: { readonly objects: number; readonly bytes: number }
}

/**
 * Copies the ledgers and `holdfast.json` into the draft, checks every line of the copy, and lists the objects it
 * names.
 */
async function copyLedgers(task: MakeTask, draft: string, meter: Meter): Promise<CopiedLedgers> {
  const { archive, generation, heads } = task
  const listed: string[] = []
  const copy = (name: string, length?: number) => {
    const copied = copyChecked(join(archive.path, name), join(draft, name), { length }, meter.blocks)
    if ('problem' in copied)
      throw new AppError('ledger.damaged', { file: name, line: 1, problem: copied.errno ?? copied.problem })
    listed.push(printListed(copied.sha256, `generations/${generation}/${name}`))
  }
  await mkdir(join(draft, 'ledger'), { recursive: true })
  for (const [device, head] of Object.entries(heads)) {
    await mkdir(join(draft, 'ledger', device), { recursive: true })
    for (const file of await listSegments(join(archive.path, 'ledger', device))) {
      if (file < head.file) copy(`ledger/${device}/${file}`)
      // What is written meanwhile belongs to the next backup.
      else if (file === head.file && head.offset > 0) copy(`ledger/${device}/${file}`, head.offset)
    }
    syncFolderNow(join(draft, 'ledger', device))
  }
  copy('holdfast.json')
  const objects = createObjectList()
  const pins = Object.entries(heads).map(([device, head]) => ({
    device,
    seq: head.seq,
    hash: head.hash,
    seenBy: 'the archive has',
  }))
  const check = await verifyLedger(join(draft, 'ledger'), pins, (entry) => {
    meter.stopHere()
    for (const object of objectsIn(entry)) objects.add({ ...object, isNew: false })
  })
  const [first] = check.damages
  if (first)
    throw new AppError('ledger.damaged', { file: first.file, line: first.line ?? 0, problem: first.message })
  const short = Object.entries(check.heads).map(([device, { seq, hash }]) => [device, { seq, hash }] as const)
  return { listed, lines: check.lines, heads: Object.fromEntries(short), objects, total: objects.settle() }
}

async function refuseWithoutSpaceFor(objects: ObjectList, place: BackupPlace): Promise<void> {
  let needed = 0
  for (const folder of vaultFolders) {
    const there = new Set(namesIn(join(place.objects, folder)))
    for (const { hash, sizeBytes } of objects.within(folder)) {
      if (there.has(hash)) continue
      const begun = there.has(hash + DRAFT) ? bytesOf(join(place.objects, folder, hash + DRAFT)) : 0
      needed += Math.max(0, sizeBytes - begun)
    }
  }
  if (needed > 0) await refuseWithoutSpace(place.root, needed)
}

const bytesOf = (path: string): number => lstatSync(path, { throwIfNoEntry: false })?.size ?? 0

interface MadeObjects {
  listed: string[]
  copied: number
  copiedBytes: number
  mended: number
  objects: number
  bytes: number
  lacking: Damage[]
}

/**
 * Copies every object that the ledgers name, or reads it if it is already there; those that the archive has lost are
 * reported.
 */
function copyObjects(task: MakeTask, place: BackupPlace, objects: ObjectList, meter: Meter): MadeObjects {
  const made: MadeObjects = {
    listed: [],
    copied: 0,
    copiedBytes: 0,
    mended: 0,
    objects: 0,
    bytes: 0,
    lacking: [],
  }
  for (const folder of vaultFolders) {
    const wanted = objects.within(folder)
    if (wanted.length === 0) continue
    const target = join(place.objects, folder)
    mkdirSync(target, { recursive: true })
    const before = made.copied
    for (const object of wanted) backUpObject(task.archive.path, target, object, meter, made)
    if (made.copied > before) syncFolderNow(target)
  }
  syncFolderNow(place.objects)
  return made
}

function backUpObject(
  archive: string,
  target: string,
  object: ListedObject,
  meter: Meter,
  made: MadeObjects,
): void {
  const { hash, sizeBytes } = object
  const to = join(target, hash)
  const path = `objects/${hash.slice(0, 2)}/${hash}`
  const isThere = existsSync(to)
  if (isThere && hashFile(to, meter.blocks) === hash) meter.skip(sizeBytes)
  else {
    const copied = copyChecked(
      join(archive, 'vault', hash.slice(0, 2), hash),
      to,
      { sha256: hash, maxBytes: sizeBytes, isResumable: true },
      meter.blocks,
    )
    if ('problem' in copied) {
      const file = { path: `vault/${hash.slice(0, 2)}/${hash}`, sha256: hash, inArchive: '', isObject: true }
      made.lacking.push(damageOf(file, copied))
      return
    }
    if (isThere) made.mended += 1
    made.copied += 1
    made.copiedBytes += copied.sizeBytes
  }
  made.objects += 1
  made.bytes += sizeBytes
  made.listed.push(printListed(hash, path))
  meter.file(path)
}

async function writeManifest(
  task: MakeTask,
  place: BackupPlace,
  draft: string,
  copied: CopiedLedgers,
  made: MadeObjects,
): Promise<{ manifest: Manifest; sha256: Hash }> {
  const list = [...copied.listed, ...made.listed].join('')
  await writeDurably(join(draft, 'sha256.txt'), list)
  const manifest: Manifest = {
    version: 1,
    archive: task.archive.id,
    title: task.archive.title,
    generation: task.generation,
    startedAt: task.startedAt,
    endedAt: new Date().toISOString(),
    software: task.software,
    list: { file: 'sha256.txt', sha256: sha256Of(list) },
    heads: copied.heads,
    lines: copied.lines,
    objects: made.objects,
    bytes: made.bytes,
    lacking: made.lacking.flatMap(({ hash }) => (hash === undefined ? [] : [hash as Hash])), // from the ledger's own objects
    signed: task.signed,
  }
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  await writeDurably(join(draft, 'manifest.json'), text)
  if (sha256Of(await readSmallFile(join(draft, 'manifest.json'), Buffer.byteLength(text))) !== sha256Of(text))
    throw new AppError('backups.not-written', { path: draft, problem: 'read back, it differs' })
  await rename(draft, join(place.generations, task.generation))
  syncFolderNow(place.generations)
  return { manifest, sha256: sha256Of(text) }
}

/** Says whether a backup's ledgers have all lines of another's. */
function reachesIn({ generations }: BackupPlace) {
  return async (kept: Manifest, old: Manifest): Promise<boolean> => {
    for (const [device, { seq, hash }] of Object.entries(old.heads)) {
      if ((kept.heads[device]?.seq ?? 0) < seq) return false
      if (seq === 0) continue
      const ledger = join(generations, kept.generation, 'ledger')
      if ((await hashesAt(ledger, device, new Set([seq]))).get(seq) !== hash) return false
    }
    return true
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
