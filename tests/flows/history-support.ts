import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checkLine, GENESIS } from '../../electron/core/store/ledger/line.ts'
import { readLines } from '../../electron/core/store/ledger/read.ts'
import { openStore, type Store } from '../../electron/core/store/store.ts'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import { RecordId } from '../../shared/model/ids.ts'
import { RecordFields } from '../../shared/model/record.ts'
import type { Bench } from './support.ts'
import { passingTrust } from '../../electron/core/trust/trust.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

/**
 * A second computer's work on the same archive, as its lines arrive when two copies are merged; the bench is
 * reopened.
 */
export async function workElsewhere(bench: Bench, work: (store: Store) => Promise<unknown>): Promise<void> {
  await bench.host.close()
  const store = await openStore({
    folder: bench.archive,
    device: 'bbbb',
    trust,
    readOnly: false,
    actor: () => ({ type: 'person', name: 'Second reader' }),
    onCommitted: () => undefined,
  })
  await work(store)
  await store.close()
  await bench.reopen()
}

/**
 * Records with these titles and no text, created by a second computer in one ledger line: many records at the same
 * time.
 */
export async function createElsewhere(bench: Bench, titles: readonly string[]): Promise<RecordId[]> {
  const ids: RecordId[] = []
  await workElsewhere(bench, async (store) => {
    const changes = titles.map((title) => {
      const id = RecordId.parse(store.nextId())
      ids.push(id)
      const fields = RecordFields.parse({ kind: 'statement', title })
      const set = { ...fields, objects: [], tags: [], withdrawn: null }
      return { table: 'records' as const, id, set }
    })
    await store.commit({ act: 'accession', changes })
  })
  return ids
}

type Rows = Map<string, Record<string, unknown>>

/** Every line of every device, each checked against the chain, after all that its writer had seen, otherwise by time. */
export async function readLedger(archive: string): Promise<LedgerEntry[]> {
  const ledgers: LedgerEntry[][] = []
  for (const device of (await readdir(join(archive, 'ledger'))).sort()) {
    const entries: LedgerEntry[] = []
    ledgers.push(entries)
    let head = { seq: 0, hash: GENESIS }
    for await (const { bytes } of readLines(join(archive, 'ledger', device))) {
      const check = checkLine(bytes, device, head)
      if (!check.ok) throw new Error(`${device} after ${head.seq}: ${check.problem}`)
      head = check.entry
      entries.push(check.entry)
    }
  }
  return inOrder(ledgers)
}

// Written independently of the product's own order.
function inOrder(ledgers: readonly LedgerEntry[][]): LedgerEntry[] {
  const ordered: LedgerEntry[] = []
  const taken = new Map<string, number>()
  for (;;) {
    const fronts = ledgers.flatMap((lines) => lines.slice(0, 1))
    if (fronts.length === 0) return ordered
    const waits = ({ seen = {} }: LedgerEntry) =>
      fronts.some(({ device }) => (taken.get(device) ?? 0) < (seen[device] ?? 0))
    const ready = fronts.filter((line) => !waits(line))
    const key = ({ at, device }: LedgerEntry) => `${at} ${device}`
    const next = (ready.length > 0 ? ready : fronts).reduce((a, b) => (key(b) < key(a) ? b : a))
    ordered.push(next)
    taken.set(next.device, next.seq)
    ledgers.find((lines) => lines[0] === next)!.shift()
  }
}

/**
 * The values of every row, folded independently of the program's own fold; every `was` that is not the previous value
 * is named.
 */
export function foldPlainly(entries: readonly LedgerEntry[]): { rows: Rows; wrong: string[] } {
  const rows: Rows = new Map()
  const wrong: string[] = []
  for (const { device, seq, changes } of entries) {
    for (const { table, id, set = {}, add = {}, remove = {}, was } of changes) {
      const key = `${table}/${id}`
      const row = rows.get(key)
      const touched = new Set([...Object.keys(set), ...Object.keys(add), ...Object.keys(remove)])
      const before = row ? Object.fromEntries([...touched].map((field) => [field, row[field] ?? null])) : null
      if (canonical(before) !== canonical(was)) wrong.push(`${device}·${seq} ${key}`)
      const next: Record<string, unknown> = { ...row, ...set }
      for (const [field, values] of Object.entries(add)) {
        const list = [...((next[field] as unknown[] | undefined) ?? [])]
        for (const value of values)
          if (!list.some((each) => canonical(each) === canonical(value))) list.push(value)
        next[field] = list
      }
      for (const [field, values] of Object.entries(remove))
        next[field] = ((next[field] as unknown[] | undefined) ?? []).filter(
          (each) => !values.some((value) => canonical(each) === canonical(value)),
        )
      rows.set(key, next)
    }
  }
  return { rows, wrong }
}

/** JSON with sorted names, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

/**
 * What a user sees: rows that are listed, with every field but the time of change. Tags and files are sets; a row
 * whose creation was undone is no longer listed, and a withdrawn one has its reason.
 */
export async function readVisible(archive: string): Promise<string> {
  const { rows } = foldPlainly(await readLedger(archive))
  const listed: Record<string, unknown> = {}
  for (const [key, row] of rows) {
    const withdrawn = row['withdrawn']
    if (withdrawn === true || (withdrawn as { reason?: string } | null)?.reason === 'undone') continue
    const { tags, objects, ...fields } = row
    const asSet = (list: unknown) => (Array.isArray(list) ? list.map(canonical).sort() : list)
    listed[key] = { ...fields, tags: asSet(tags), objects: asSet(objects) }
  }
  return canonical(listed)
}
