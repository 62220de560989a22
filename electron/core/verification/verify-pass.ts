import { join } from 'node:path'
import type { Damage, KeyInUse, VerifyNotice, VerifyReport } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { verifyCatalogue } from '../store/catalogue/verify.ts'
import { cataloguePins, readCatalogueHead } from '../store/catalogue/head.ts'
import type { LedgerHeads } from '../store/ledger/head.ts'
import { listStrays } from '../store/ledger/read.ts'
import { objectsIn, verifyLedger, type LedgerCheck, type LineAt, type Pin } from '../store/ledger/verify.ts'
import { readLock } from '../store/lock.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import { startHashThreads } from '../vault/hash-threads.ts'
import { createObjectList, type ObjectList } from '../vault/object-list.ts'
import { verifyVault, type CheckedObjects } from '../vault/verify.ts'
import { readProgress, removeProgress, writeProgress, type VerifyProgressFile } from './progress.ts'
import type { VerifyProgress, VerifyTask } from './protocol.ts'
import { createSignatureChecker } from '../custody/verify-signatures.ts'

/**
 * Recomputes every hash of the ledger, checks every object of the vault and compares the catalogue with the ledger;
 * every damage is reported once. The archive is only read. Throws `custody.cancelled` when the gauge says stop; the
 * progress of a full verification is then on disk, if the task has a file for it.
 */
export async function runPass(
  task: VerifyTask,
  gauge: SharedGauge,
  onProgress: (progress: VerifyProgress) => void,
): Promise<VerifyReport> {
  const { archive, mode, progressFile } = task
  const startedAt = new Date().toISOString()
  const stopHere = () => {
    if (gauge.isStopped()) throw new AppError('custody.cancelled')
  }
  const head = archive.isNewer ? null : await readCatalogueHead(join(archive.path, 'catalogue', 'head.json'))
  // Whoever holds the lock, alive or crashed, may have stored an object whose line is not written yet.
  const inFlight = (await readLock(archive.path)) !== null
  const isKept = progressFile !== null && mode === 'full'
  const before = isKept && !task.fresh ? await readProgress(progressFile, archive, task.now) : null
  const signatures = createSignatureChecker(join(archive.path, 'ledger'), archive.id || null)
  const pins = [...cataloguePins(head?.covers ?? {}), ...task.pins]
  const listed = await listObjects(archive.path, pins, before, (entry, at) => {
    stopHere()
    signatures.take(entry, at)
  })
  const { keys, signed, damages: unsigned } = await signatures.finish()
  const { ledger, objects, total, resumed } = listed
  const notes = createNotes(task, listed, startedAt)
  const meter = createMeter(total, gauge, onProgress)
  const threads = mode === 'full' ? startThreads(task, gauge) : null
  try {
    const looking = verifyVault({
      vault: vaultOf(archive),
      objects,
      threads,
      after: resumed?.upTo,
      again: new Set(resumed?.damaged),
      ignoreExtra: inFlight,
      isStopped: gauge.isStopped,
      async onChecked(checked) {
        meter.note(checked)
        await notes.note(checked)
      },
    })
    // At the same time: the hash threads use the disk and the processors, while this one mostly waits.
    const comparing =
      ledger.damages.length === 0 && !archive.isNewer
        ? verifyCatalogue(archive.path, head ?? { covers: {} }, stopHere)
        : Promise.resolve([])
    const [looked, compared] = await Promise.allSettled([looking, comparing])
    if (gauge.isStopped() || (looked.status === 'fulfilled' && looked.value === null)) {
      await notes.keep()
      throw new AppError('custody.cancelled')
    }
    const found = [...valueOf(looked)!, ...valueOf(compared)]
    await notes.forget()
    const damages = [...ledger.damages, ...unsigned, ...(await withRecords(archive.path, found))]
    return {
      mode,
      startedAt: resumed?.startedAt ?? startedAt,
      endedAt: new Date().toISOString(),
      resumed: resumed !== null,
      intact: damages.length === 0,
      ledgerLines: ledger.lines,
      objects: total.objects,
      objectBytes: total.bytes,
      readBytes: gauge.bytes(),
      heads: shortHeads(ledger.heads),
      keys: [...keys],
      signed: { ...signed },
      notices: await noticesFor(task, keys),
      damages,
    }
  } finally {
    meter.close()
    await threads?.close()
  }
}

const startThreads = ({ archive, isModest, threads }: VerifyTask, { memory }: SharedGauge) =>
  startHashThreads({ vault: vaultOf(archive), memory, isModest }, threads)

const vaultOf = ({ path }: VerifyTask['archive']): string => join(path, 'vault')

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

const MOST_STRAYS = 20

async function noticesFor({ archive }: VerifyTask, keys: readonly KeyInUse[]): Promise<VerifyNotice[]> {
  const strays = await listStrays(join(archive.path, 'ledger'))
  const more = strays.length - MOST_STRAYS
  return [
    ...keys.flatMap(({ device, since, key, replaces }) =>
      replaces
        ? [
            {
              kind: 'key-replaced' as const,
              device,
              since,
              key,
              replaced: replaces.key,
              reason: replaces.reason,
            },
          ]
        : [],
    ),
    ...strays.slice(0, MOST_STRAYS).map((path) => ({ kind: 'stray' as const, file: `ledger/${path}` })),
    ...(more > 0 ? [{ kind: 'more-strays' as const, count: more }] : []),
    ...(archive.isNewer ? [{ kind: 'newer' as const }] : []),
  ]
}

const shortHeads = (heads: LedgerHeads) =>
  Object.fromEntries(Object.entries(heads).map(([device, { seq, hash }]) => [device, { seq, hash }]))

interface Listed {
  readonly ledger: LedgerCheck
  readonly objects: ObjectList
  readonly total: { readonly objects: number; readonly bytes: number }
  /** The progress to continue from; null if there is none, or if it began with another ledger. */
  readonly resumed: VerifyProgressFile | null
}

async function listObjects(
  path: string,
  pins: readonly Pin[],
  before: VerifyProgressFile | null,
  onLine: (entry: LedgerEntry, at: LineAt) => void,
): Promise<Listed> {
  const objects = createObjectList()
  const unmet = new Map(Object.entries(before?.heads ?? {}).filter(([, { seq }]) => seq > 0))
  const onEntry = (entry: LedgerEntry, at: LineAt) => {
    onLine(entry, at)
    const { device, seq, hash } = entry
    const begun = before?.heads[device]
    if (begun?.seq === seq && begun.hash === hash) unmet.delete(device)
    for (const object of objectsIn(entry)) objects.add({ ...object, isNew: seq > (begun?.seq ?? 0) })
  }
  const ledger = await verifyLedger(join(path, 'ledger'), pins, onEntry)
  return { ledger, objects, total: objects.settle(), resumed: unmet.size === 0 ? before : null }
}

const MOST_DAMAGED = 10_000
const KEEP_EVERY_BYTES = 256 << 20

/** Notes now and then how far a full verification has come. */
function createNotes(task: VerifyTask, { ledger, total, resumed }: Listed, startedAt: string) {
  const file = task.mode === 'full' ? task.progressFile : null
  const damaged = new Set<string>(resumed?.damaged)
  let upTo: string = resumed?.upTo ?? ''
  let doneBytes = 0
  let kept = { at: performance.now(), bytes: 0 }

  async function keep(): Promise<void> {
    // If nearly everything is damaged, continuing from there would save nothing.
    if (file === null || doneBytes === 0 || upTo === '' || damaged.size > MOST_DAMAGED) return
    kept = { at: performance.now(), bytes: doneBytes }
    await writeProgress(file, {
      version: 1,
      archive: task.archive.id,
      path: task.archive.path,
      startedAt: resumed?.startedAt ?? startedAt,
      heads: resumed?.heads ?? shortHeads(ledger.heads),
      upTo: upTo as Hash, // from the ledger's own objects
      damaged: [...damaged] as Hash[],
      doneBytes,
      totalBytes: total.bytes,
      // A full disk costs the progress up to here, but none of the findings.
    }).catch(() => undefined)
  }

  return {
    keep,
    async note(checked: CheckedObjects): Promise<void> {
      upTo = checked.upTo
      doneBytes += checked.bytes
      for (const { hash } of checked.damages) if (hash !== undefined) damaged.add(hash)
      const isDue =
        performance.now() - kept.at > task.keepEveryMs || doneBytes - kept.bytes > KEEP_EVERY_BYTES
      if (isDue) await keep()
    },
    async forget(): Promise<void> {
      if (file !== null) await removeProgress(file).catch(() => undefined)
    },
  }
}

const SHOWN_EVERY_MS = 100

/** Reports progress ten times a second, even in the middle of a large object. */
function createMeter(
  total: Listed['total'],
  gauge: SharedGauge,
  onProgress: (progress: VerifyProgress) => void,
) {
  let [doneObjects, doneBytes, ahead, current] = [0, 0, 0, '']
  const tell = () => {
    const reading = Math.max(0, gauge.bytes() - ahead)
    onProgress({
      doneObjects,
      totalObjects: total.objects,
      doneBytes: Math.min(total.bytes, doneBytes + reading),
      totalBytes: total.bytes,
      current,
    })
  }
  const timer = setInterval(tell, SHOWN_EVERY_MS)
  tell()
  return {
    note(checked: CheckedObjects): void {
      doneObjects += checked.objects
      doneBytes += checked.bytes
      ahead += checked.readBytes
      current = checked.upTo
    },
    close(): void {
      clearInterval(timer)
      tell()
    },
  }
}

/**
 * The damages, each with the record that its object belongs to. The ledger is read for them only now, because usually
 * there are none.
 */
async function withRecords(path: string, damages: readonly Damage[]): Promise<Damage[]> {
  const wanted = new Set(damages.flatMap(({ hash }) => (hash === undefined ? [] : [hash])))
  if (wanted.size === 0) return [...damages]
  const records = new Map<string, string>()
  await verifyLedger(join(path, 'ledger'), [], (entry) => {
    for (const { hash, record } of objectsIn(entry)) if (wanted.has(hash)) records.set(hash, record)
  })
  return damages.map((damage) => {
    const record = damage.hash === undefined ? undefined : records.get(damage.hash)
    return record === undefined ? damage : { ...damage, record }
  })
}
