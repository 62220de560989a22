import { join } from 'node:path'
import type { Damage, KeyInUse, VerifyNotice, VerifyReport } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import { verifyCatalogue } from '../store/catalogue/verify.ts'
import { cataloguePins, readClaimedCovers } from '../store/catalogue/head.ts'
import type { LedgerHeads } from '../store/ledger/head.ts'
import { listStrays } from '../store/ledger/read.ts'
import { objectsIn, verifyLedger } from '../store/ledger/verify.ts'
import { readLock } from '../store/lock.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import { startHashing } from '../vault/hash-threads.ts'
import { verifyVault } from '../vault/verify.ts'
import { createLedgerFacts, writersOf, type LedgerFacts } from '../custody/ledger-facts.ts'
import { listObjects, shortHeads, type Listed } from './list-objects.ts'
import { createMeter, createNotes } from './pass-progress.ts'
import { readProgress } from './progress.ts'
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
  const startedAt = new Date().toISOString()
  const stopHere = () => {
    if (gauge.isStopped()) throw new AppError('custody.cancelled')
  }
  const read = await readLedger(task, stopHere)
  const contents = await checkContents(task, read, { startedAt, gauge, stopHere, onProgress })
  const { ledger, total, resumed } = read.listed
  const { keys, signed, damages: unsigned } = read.signatures
  const damages = [...ledger.damages, ...unsigned, ...(await withRecords(task.archive.path, contents))]
  return {
    mode: task.mode,
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
    writers: writersOf(read.facts, { keys, signed, trust: task.trust, foreign: ledger.foreign }),
    notices: [...(await noticesFor(task, keys)), ...read.facts.notices()],
    damages,
  }
}

interface ReadLedger {
  /** How far the catalogue says that it reaches. */
  readonly covers: LedgerHeads
  /** True if an object may be stored whose line is not written yet. */
  readonly isInFlight: boolean
  readonly listed: Listed
  readonly facts: LedgerFacts
  readonly signatures: Awaited<ReturnType<ReturnType<typeof createSignatureChecker>['finish']>>
}

async function readLedger(task: VerifyTask, stopHere: () => void): Promise<ReadLedger> {
  const { archive, mode, progressFile } = task
  const covers = archive.isNewer ? {} : await readClaimedCovers(join(archive.path, 'catalogue', 'head.json'))
  // Whoever holds the lock, alive or crashed, may have stored an object whose line is not written yet.
  const isInFlight = (await readLock(archive.path)) !== null
  const isKept = progressFile !== null && mode === 'full'
  const before = isKept && !task.fresh ? await readProgress(progressFile, archive, task.now) : null
  const signatures = createSignatureChecker(join(archive.path, 'ledger'), archive.id || null)
  const facts = createLedgerFacts(task.now)
  const pins = [...cataloguePins(covers), ...task.pins]
  const sources = { archive: archive.path, pins, trust: task.trust ?? undefined }
  const listed = await listObjects(sources, before, (entry, at) => {
    stopHere()
    signatures.take(entry, at)
    facts.take(entry)
  })
  return { covers, isInFlight, listed, facts, signatures: await signatures.finish() }
}

interface PassRun {
  readonly startedAt: string
  readonly gauge: SharedGauge
  /** Throws `custody.cancelled` when the gauge says stop. */
  readonly stopHere: () => void
  readonly onProgress: (progress: VerifyProgress) => void
}

/** The damages of vault and catalogue, which are read at the same time. */
async function checkContents(
  task: VerifyTask,
  { covers, isInFlight, listed }: ReadLedger,
  { startedAt, gauge, stopHere, onProgress }: PassRun,
): Promise<Damage[]> {
  const { archive, mode } = task
  const notes = createNotes(task, listed, startedAt)
  const meter = createMeter(listed.total, gauge, onProgress)
  const threads = mode === 'full' ? startThreads(task, gauge, listed.total.bytes) : null
  try {
    const vaultCheck = verifyVault({
      vault: vaultOf(archive),
      objects: listed.objects,
      threads,
      after: listed.resumed?.upTo,
      again: new Set(listed.resumed?.damaged),
      ignoreExtra: isInFlight,
      isStopped: gauge.isStopped,
      async onChecked(checked) {
        meter.note(checked)
        await notes.note(checked)
      },
    })
    // At the same time: the hash threads use the disk and the processors, while this one mostly waits.
    const catalogueCheck =
      listed.ledger.damages.length === 0 && !archive.isNewer
        ? verifyCatalogue(archive.path, { covers }, stopHere)
        : Promise.resolve([])
    const [vault, catalogue] = await Promise.allSettled([vaultCheck, catalogueCheck])
    if (gauge.isStopped() || (vault.status === 'fulfilled' && vault.value === null)) {
      await notes.keep()
      throw new AppError('custody.cancelled')
    }
    const damages = [...valueOf(vault)!, ...valueOf(catalogue)]
    await notes.forget()
    return damages
  } finally {
    meter.close()
    await threads?.close()
  }
}

const startThreads = (
  { archive, isModest, threads }: VerifyTask,
  { memory }: SharedGauge,
  totalBytes: number,
) => startHashing({ vault: vaultOf(archive), memory, isModest }, threads, totalBytes)

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
