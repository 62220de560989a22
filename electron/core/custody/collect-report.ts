import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { CustodyEvent, CustodyReport, ReportedRecord } from '../../../shared/contract/custody-report.ts'
import { fieldChanges } from '../../../shared/model/field-changes.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import type { LedgerAct } from '../../../shared/model/act.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { ArchiveRow } from '../../../shared/model/archive-row.ts'
import { HoldfastRecord } from '../../../shared/model/record.ts'
import type { Profile } from '../profile/profile.ts'
import { pinsOf } from '../profile/pins.ts'
import type { SignedHead } from './signing.ts'
import { applyChange } from '../store/catalogue/apply.ts'
import type { Row } from '../store/catalogue/tables.ts'
import { byTime, findEntries } from '../store/ledger/find-entries.ts'
import { verifyLedger, type LineAt } from '../store/ledger/verify.ts'
import type { Vault } from '../vault/vault.ts'
import type { ArchiveWriter } from '../../../shared/contract/custody.ts'
import type { Trust } from '../trust/trust.ts'
import { createLedgerFacts, writersOf } from './ledger-facts.ts'
import type { LedgerHeads } from '../store/ledger/head.ts'
import { createSignatureChecker } from './verify-signatures.ts'

/** The services that a custody report is collected from. */
export interface ReportServices {
  readonly id: string
  readonly path: string
  readonly trust: Trust
  readonly profile: Pick<Profile, 'pins' | 'sightings'>
  readonly vault: Vault
}

/** Acts on the archive as a whole that are part of the custody of every record in it. */
const archiveActs: ReadonlySet<LedgerAct> = new Set<LedgerAct>([
  'fixity check',
  'digital signature validation',
  'information package merging',
  'replication',
  'recovery',
])

type Body = Pick<CustodyReport, 'archive' | 'records' | 'ledger'>

/**
 * Collects every event of the given records, withdrawn ones included, in the order of the ledger. Verifies every
 * ledger line and rehashes the records' objects. Throws `records.not-found`, `store.*`.
 */
export async function collectReport(
  { id, path, vault, profile, trust }: ReportServices,
  ids: readonly RecordId[],
  signal?: AbortSignal,
): Promise<Body> {
  const { records, title } = await foldReported(join(path, 'ledger'), ids)
  const events = new Map<string, CustodyEvent[]>(ids.map((each) => [each, []]))
  const ledger = join(path, 'ledger')
  const signatures = createSignatureChecker(ledger, id)
  const facts = createLedgerFacts(Date.now())
  const places = new Map<string, { device: string; seq: number }>()
  // A truncated ledger is consistent up to its end; only the pins of this computer reveal that lines are missing.
  const { pins } = await pinsOf(profile, id, path)
  const check = await verifyLedger(
    ledger,
    pins,
    (entry, at) => {
      signal?.throwIfAborted()
      signatures.take(entry, at)
      facts.take(entry)
      places.set(entry.action, { device: entry.device, seq: entry.seq })
      for (const [record, event] of eventsOf(entry, at, records, places)) events.get(record)!.push(event)
    },
    trust,
  )
  const { keys, signed, damages } = await signatures.finish()
  const reported: ReportedRecord[] = []
  for (const record of records)
    reported.push(await reportRecord(record, events.get(record.id)!.sort(byTime), vault, signal))
  return {
    archive: { id, title },
    records: reported,
    ledger: {
      lines: check.lines,
      heads: statedHeads(check.heads),
      keys: [...keys],
      signed: { ...signed },
      writers: await seenWriters(
        profile,
        id,
        writersOf(facts, { keys, signed, trust, foreign: check.foreign }),
      ),
      damages: [...check.damages, ...damages],
    },
  }
}

/** Combines the collected parts and a head that was signed for them into a complete report. */
export function completeReport(
  body: Body,
  head: SignedHead,
  made: Pick<CustodyReport, 'madeAt' | 'offset' | 'madeBy' | 'software'>,
): CustodyReport {
  const { statement, signature, publicKey } = head
  return { format: 'holdfast custody report 1', ...made, ...body, statement, signature, publicKey }
}

const statedHeads = (heads: LedgerHeads) =>
  Object.entries(heads).map(([device, { seq, hash }]) => ({ device, seq, hash: hash as Hash })) // a line's hash

async function seenWriters(
  profile: Pick<Profile, 'sightings'>,
  archive: string,
  writers: readonly ArchiveWriter[],
): Promise<ArchiveWriter[]> {
  const seen = await profile.sightings(archive)
  return writers.map((writer) => {
    const first = seen.find(({ device }) => device === writer.device)
    return { ...writer, firstSeen: first ? { at: first.at, how: first.how } : null }
  })
}

/**
 * The records and the archive's title as the ledger gives them: a report believes nothing that is derived. Throws
 * `records.not-found`.
 */
async function foldReported(
  ledger: string,
  ids: readonly RecordId[],
): Promise<{ records: HoldfastRecord[]; title: string }> {
  const wanted = new Set<string>([...ids, 'archive'])
  const names = [...wanted].map((id) => `"id":"${id}"`)
  const rows = new Map<string, Row>()
  const entries = await findEntries(ledger, ({ bytes }) => names.some((name) => bytes.includes(name)))
  for (const { changes, at } of entries)
    for (const change of changes)
      if (wanted.has(change.id)) rows.set(change.id, applyChange(rows.get(change.id), change, at))
  const records = [...new Set(ids)].map((id) => {
    const row = rows.get(id)
    if (!row) throw new AppError('records.not-found', { id })
    return HoldfastRecord.parse(row)
  })
  return { records, title: ArchiveRow.safeParse(rows.get('archive')).data?.title ?? '' }
}

function* eventsOf(
  entry: LedgerEntry,
  at: LineAt,
  records: readonly HoldfastRecord[],
  places: ReadonlyMap<string, { device: string; seq: number }>,
): Generator<[string, CustodyEvent]> {
  const ofArchive = archiveActs.has(entry.act)
  for (const { id, objects } of records) {
    const changes = entry.changes.filter((change) => change.table === 'records' && change.id === id)
    const isNamed = changes.length > 0 || isAbout(entry, id, objects)
    if (!isNamed && !ofArchive) continue
    const undoes = entry.undoes === undefined ? undefined : places.get(entry.undoes)
    yield [
      id,
      {
        ...partOf(entry),
        ...(undoes ? { undoes } : {}),
        scope: isNamed ? 'record' : 'archive',
        together: entry.changes.length,
        begins: changes.some(({ was }) => was === null),
        changes: changes.flatMap((change) =>
          fieldChanges(change).map(({ before = null, after = null, ...rest }) => ({
            ...rest,
            before,
            after,
          })),
        ),
        file: at.file,
        line: at.line,
      },
    ]
  }
}

function partOf({
  device,
  seq,
  at,
  offset,
  actor,
  act,
  outcome = 'success',
  tool,
  note,
  detail,
  hash,
}: LedgerEntry) {
  const optional = Object.entries({ offset, tool, note, detail }).filter(([, value]) => value !== undefined)
  return { device, seq, at, actor, act, outcome, hash, ...Object.fromEntries(optional) }
}

// An export or a timestamp names the record, or one of its objects, in its detail instead of in a change.
function isAbout({ detail }: LedgerEntry, id: string, objects: HoldfastRecord['objects']): boolean {
  if (!detail) return false
  const listed = detail['records']
  if (Array.isArray(listed) && listed.includes(id)) return true
  return objects.some(({ hash }) => hash === detail['imprint'] || hash === detail['object'])
}

async function reportRecord(
  { id, kind, title, languages, withdrawn, objects }: HoldfastRecord,
  events: CustodyEvent[],
  vault: Vault,
  signal?: AbortSignal,
): Promise<ReportedRecord> {
  const checked: ReportedRecord['objects'] = []
  for (const object of objects) checked.push({ object, fixity: await vault.check(object.hash, signal) })
  return { id, kind, title, language: languages[0] ?? '', withdrawn, objects: checked, events }
}
