import { createHash } from 'node:crypto'
import type { LedgerEntry } from '../../shared/model/ledger-entry.ts'
import type { Op, SeenRow, SeenState } from './kill-protocol.ts'

interface Begun {
  readonly op: Op
  acknowledged: boolean
  /** Titles that a line of the ledger gave; for an act of one line the one word `done`. */
  readonly done: Set<string>
  /** What must be in the ledger once it was acknowledged. */
  must: readonly string[]
}

interface Step {
  readonly action: string
  rows: { readonly id: string; readonly before: SeenRow | null; readonly after: SeenRow }[]
}

/** What an archive must hold, from what was asked and what was acknowledged; the ledger only says in which order things came. */
export interface KillModel {
  begin(number: number, op: Op): void
  acknowledge(number: number, titles: readonly string[]): void
  refuse(number: number): void
  /** The kinds of acts that were asked for and not answered. */
  pending(): string[]
  /** Everything that is wrong with an archive that was opened again, with its new lines. Afterwards nothing is pending. */
  compare(state: SeenState): string[]
  /** How many lines of the ledger it has followed. */
  knownLines(): number
  acknowledged(): number
}

/** Of an archive that was just made. */
export function createModel(): KillModel {
  let rows = new Map<string, SeenRow>()
  let begun = new Map<number, Begun>()
  let undo: Step[] = []
  let redo: Step[] = []
  let seen = 0
  let acknowledged = 0

  function follow(entry: LedgerEntry, problems: string[]): void {
    const { act } = entry
    if (act === 'creation') return void ((undo = []), (redo = []))
    if (entry.changes.length === 0 && act !== 'undo' && act !== 'redo') return
    if (act === 'undo' || act === 'redo') return turn(entry, problems)
    const found = [...begun.values()].find((each) => fits(each, entry))
    if (!found) return void problems.push(`line ${entry.seq} (${act}) is nothing that was asked for`)
    const step: Step = { action: entry.action, rows: [] }
    for (const { table, id } of entry.changes) {
      if (table !== 'records') continue
      const before = rows.get(id) ?? null
      const after = afterwards(found.op, entry, before)
      rows.set(id, after)
      step.rows.push({ id, before, after })
    }
    found.done.add(nameOf(found.op, entry))
    const last = undo.at(-1)
    if (last?.action === step.action && redo.length === 0) last.rows.push(...step.rows)
    else undo.push(step)
    redo = []
  }

  function turn(entry: LedgerEntry, problems: string[]): void {
    const [from, to] = entry.act === 'undo' ? [undo, redo] : [redo, undo]
    const asked = [...begun.values()].find(({ op, done }) => op.kind === entry.act && done.size === 0)
    const step = from.pop()
    if (!asked) problems.push(`line ${entry.seq} (${entry.act}) was not asked for`)
    if (step?.action !== entry.undoes || !step)
      return void problems.push(`line ${entry.seq} (${entry.act}) turns ${entry.undoes}, not ${step?.action}`)
    asked?.done.add('done')
    for (const { id, before, after } of step.rows) {
      if (entry.act === 'redo') rows.set(id, after)
      else rows.set(id, before ?? { ...after, withdrawn: true })
    }
    to.push({ action: entry.action, rows: step.rows })
  }

  return {
    begin(number, op) {
      begun.set(number, { op, acknowledged: false, done: new Set(), must: [] })
    },
    acknowledge(number, titles) {
      const each = begun.get(number)!
      each.acknowledged = true
      each.must = mustOf(each.op, titles)
      acknowledged += 1
    },
    refuse: (number) => void begun.delete(number),
    pending: () => [...begun.values()].filter((each) => !each.acknowledged).map(({ op }) => op.kind),
    compare(state) {
      const problems: string[] = []
      for (const entry of state.lines) follow(entry, problems)
      seen += state.lines.length
      for (const { op, must, done } of begun.values())
        for (const each of must)
          if (!done.has(each)) problems.push(`lost: ${op.kind} ${each} was acknowledged and is not there`)
      begun = new Map()
      return [...problems, ...differences(rows, state)]
    },
    knownLines: () => seen,
    acknowledged: () => acknowledged,
  }
}

function mustOf(op: Op, titles: readonly string[]): readonly string[] {
  if (op.kind === 'import' || op.kind === 'create') return titles
  return op.kind === 'sign' || op.kind === 'reopen' ? [] : ['done']
}

const nameOf = (op: Op, entry: LedgerEntry): string =>
  op.kind === 'import' || op.kind === 'create' ? titleIn(entry) : 'done'

const titleIn = ({ changes }: LedgerEntry): string => String(changes[0]?.set?.['title'] ?? '')

// A line of an act names all of its rows or it is half of one.
function fits({ op, done }: Begun, entry: LedgerEntry): boolean {
  const { act, changes } = entry
  const [first] = changes
  if (op.kind !== 'import' && done.size > 0) return false
  switch (op.kind) {
    case 'create':
      return act === 'accession' && titleIn(entry) === op.title
    case 'import':
      return (
        act === 'ingestion' &&
        !done.has(titleIn(entry)) &&
        op.files.some(({ title }) => title === titleIn(entry))
      )
    case 'new-tag':
      return first?.table === 'tags'
    case 'withdraw':
      return act === 'deaccession' && isOf(op.ids, entry)
    case 'edit':
      return first?.set?.['title'] === op.title && isOf(op.ids, entry)
    case 'describe':
      return first?.set?.['description'] === op.description && isOf(op.ids, entry)
    case 'tag':
      return isOf(op.ids, entry) && isList(first?.add, op.add) && isList(first?.remove, op.remove)
    default:
      return false
  }
}

const isList = (given: Record<string, unknown[]> | undefined, tags: readonly string[]): boolean =>
  (given?.['tags'] ?? []).join() === tags.join()

const isOf = (ids: readonly string[], { changes }: LedgerEntry): boolean =>
  changes
    .map(({ id }) => id)
    .sort()
    .join() === [...ids].sort().join()

function afterwards(op: Op, entry: LedgerEntry, before: SeenRow | null): SeenRow {
  const now = before ?? { title: '', description: short(''), tags: [], withdrawn: false, hash: '' }
  switch (op.kind) {
    case 'create':
      return { ...now, title: op.title, hash: hashOf(op.text) }
    case 'import': {
      const file = op.files.find(({ title }) => title === titleIn(entry))!
      return { ...now, title: file.title, tags: [...op.tags].sort(), hash: hashOf(file.text) }
    }
    case 'edit':
      return { ...now, title: op.title }
    case 'describe':
      return { ...now, description: short(op.description) }
    case 'withdraw':
      return { ...now, withdrawn: true }
    case 'tag': {
      const tags = new Set([...now.tags, ...op.add])
      for (const tag of op.remove) tags.delete(tag)
      return { ...now, tags: [...tags].sort() }
    }
    default:
      return now
  }
}

function differences(rows: ReadonlyMap<string, SeenRow>, state: SeenState): string[] {
  const problems = state.damages.map((message) => `verify: ${message}`)
  const ids = new Set([...rows.keys(), ...Object.keys(state.rows)])
  for (const id of ids) {
    const [must, is] = [JSON.stringify(rows.get(id), keys), JSON.stringify(state.rows[id], keys)]
    if (must !== is) problems.push(`${id} is ${is}, not ${must}`)
  }
  const listed = [...rows].filter(([, { withdrawn }]) => !withdrawn).map(([id]) => id)
  if (listed.sort().join() !== [...state.listed].sort().join()) {
    const extra = state.listed.filter((id) => !listed.includes(id))
    const lacks = listed.filter((id) => !state.listed.includes(id))
    problems.push(`the index lists ${extra.join()} too many and lacks ${lacks.join()}`)
  }
  return problems
}

const keys = ['title', 'description', 'tags', 'withdrawn', 'hash']
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const short = (text: string): string => hashOf(text).slice(0, 12)
