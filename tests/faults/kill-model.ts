import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import { fits, mustOf, nameOf, type RequestedAct } from './kill-requests.ts'
import { conflictsOf } from './kill-conflicts.ts'
import { conflictDifferences, differences } from './kill-differences.ts'
import {
  apply,
  changeOf,
  inOrder,
  inverse,
  type Held,
  type KnownLine,
  type Reach,
  type RowChange,
} from './kill-lines.ts'
import type { Op, SeenRow, SeenState } from './kill-protocol.ts'

interface Step {
  readonly action: string
  readonly changes: readonly RowChange[]
}

/**
 * What an archive must contain, computed from what was requested and acknowledged; the ledger only says in which
 * order.
 */
export interface KillModel {
  /** `other` is the copy that a merge brings in. */
  begin(number: number, op: Op, other?: KillModel): void
  acknowledge(number: number, titles: readonly string[]): void
  refuse(number: number): void
  /** The kinds of acts that were requested and not acknowledged. */
  pending(): string[]
  /** Everything that is wrong with a reopened archive, including its new lines. Afterwards nothing is pending. */
  compare(state: SeenState): string[]
  /** Follows the lines of an archive that was closed cleanly, and returns what is wrong with them. */
  settle(lines: readonly LedgerEntry[]): string[]
  held(): Held
  /** How many lines it has followed, by device. */
  known(): Record<string, number>
  /** Whether it contains every line that another copy contained. */
  holds(other: Held): boolean
  /** The device code under which the archive was last written to. */
  device(): string
  acknowledged(): number
  /** The model of a copy made from the archive in its current state. */
  copy(): KillModel
}

/** The model of a new archive, or of a copy that contains the given lines. */
export function createModel(start: Held = { lines: new Map(), reach: {} }): KillModel {
  const lines = new Map(start.lines)
  const reach: Record<string, Reach[string]> = { ...start.reach }
  let saw: Reach = start.reach
  let rows = rowsOf(lines)
  let begun = new Map<number, RequestedAct>()
  let undo: Step[] = []
  let redo: Step[] = []
  let device = ''
  let acknowledged = 0

  function keep(line: KnownLine): void {
    lines.set(keyOf(line), line)
    reach[line.device] = { seq: line.seq, hash: line.hash }
    apply(rows, line)
  }

  function follow(entry: LedgerEntry, problems: string[]): void {
    const { act, action } = entry
    if (act === 'information package merging') return followMerge(entry, problems)
    if (act === 'creation') [undo, redo] = [[], []]
    if (act === 'undo' || act === 'redo') return followUndo(entry, problems)
    if (act === 'creation' || entry.changes.length === 0) return keep(lineOf(entry))
    const found = [...begun.values()].find((each) => fits(each, entry))
    if (!found) problems.push(`line ${entry.seq} (${act}) was not requested`)
    const records = found ? entry.changes.filter(({ table }) => table === 'records') : []
    const changes = records.map(({ id }) => changeOf(found!.op, entry, id, rows.get(id) ?? null))
    keep(lineOf(entry, changes))
    found?.done.add(nameOf(found.op, entry))
    const last = undo.at(-1)
    if (last?.action === action && redo.length === 0)
      undo[undo.length - 1] = { action, changes: [...last.changes, ...changes] }
    else undo.push({ action, changes })
    redo = []
  }

  function followUndo(entry: LedgerEntry, problems: string[]): void {
    const [from, to] = entry.act === 'undo' ? [undo, redo] : [redo, undo]
    const requested = [...begun.values()].find(({ op, done }) => op.kind === entry.act && done.size === 0)
    const step = from.pop()
    if (!requested) problems.push(`line ${entry.seq} (${entry.act}) was not requested`)
    if (step?.action !== entry.undoes || !step)
      return void problems.push(
        `line ${entry.seq} (${entry.act}) reverses ${entry.undoes}, not ${step?.action}`,
      )
    requested?.done.add('done')
    const changes = inverse(step.changes, rows)
    keep(lineOf(entry, changes))
    to.push({ action: entry.action, changes })
  }

  function followMerge(entry: LedgerEntry, problems: string[]): void {
    const { mine, theirs, ...reported } = entry.detail as { mine: Reach; theirs: Reach; conflicts: number }
    const isIt = ({ other, done }: RequestedAct) =>
      other !== null && done.size === 0 && isSameReach(other.reach, theirs)
    const requested = [...begun.values()].find(isIt)
    if (!requested?.other)
      return void problems.push(`line ${entry.seq} records a merge that was not requested`)
    if (!isSameReach(mine, reach))
      problems.push(`line ${entry.seq}: the merge did not start from the current state`)
    requested.done.add('done')
    for (const [key, line] of requested.other.lines) lines.set(key, line)
    for (const [name, head] of Object.entries(theirs))
      if (head.seq > (reach[name]?.seq ?? 0)) reach[name] = head
    saw = { ...reach }
    rows = rowsOf(lines)
    const merged = { mine, theirs }
    keep({ ...lineOf(entry), merged })
    const must = conflictsOf(lines.values(), merged).length
    if (reported.conflicts !== must)
      problems.push(`the merge reports ${reported.conflicts} conflicts, not ${must}`)
  }

  function lineOf(entry: LedgerEntry, changes: readonly RowChange[] = []): KnownLine {
    const { seq, at, hash, act, action, undoes } = entry
    return { device: entry.device, seq, at, hash, act, action, undoes, changes, saw, merged: null }
  }

  // Lines of other devices arrive by a merge or not at all.
  function checkOthers(entries: readonly LedgerEntry[]): string[] {
    const foreign = entries.filter((each) => lines.get(keyOf(each))?.hash !== each.hash)
    return foreign.map((each) => `line ${each.seq} of ${each.device} did not arrive by a merge`)
  }

  function settle(news: readonly LedgerEntry[]): string[] {
    const problems: string[] = []
    const before = { ...reach }
    const isOwn = (entry: LedgerEntry) => entry.device === device
    for (const entry of news.filter(isOwn)) follow(entry, problems)
    const others = news.filter((entry) => !isOwn(entry))
    problems.push(...checkOthers(others))
    for (const [name, { seq }] of Object.entries(reach)) {
      const arrived = news.filter((entry) => entry.device === name).length
      const must = seq - (before[name]?.seq ?? 0)
      if (arrived < must) problems.push(`lost: ${must - arrived} lines of ${name} are missing`)
    }
    for (const { op, other, must, done, acknowledged: isDone } of begun.values()) {
      for (const each of must)
        if (!done.has(each)) problems.push(`lost: ${op.kind} ${each} was acknowledged and is missing`)
      if (isDone && other && !reaches(reach, other.reach))
        problems.push('lost: a merge was acknowledged and is missing')
    }
    begun = new Map()
    return problems
  }

  const held = (): Held => ({ lines: new Map(lines), reach: { ...reach } })
  return {
    begin(number, op, other) {
      begun.set(number, { op, other: other?.held() ?? null, acknowledged: false, done: new Set(), must: [] })
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
      device = state.device
      return [...settle(state.lines), ...differences(rows, state), ...conflictDifferences(lines, state)]
    },
    settle,
    held,
    known: () => Object.fromEntries(Object.entries(reach).map(([name, { seq }]) => [name, seq])),
    holds: (other) => reaches(reach, other.reach),
    device: () => device,
    acknowledged: () => acknowledged,
    copy: () => createModel(held()),
  }
}

function rowsOf(lines: ReadonlyMap<string, KnownLine>): Map<string, SeenRow> {
  const rows = new Map<string, SeenRow>()
  for (const line of inOrder(lines.values())) apply(rows, line)
  return rows
}

const keyOf = ({ device, seq }: { device: string; seq: number }): string => `${device} ${seq}`

const reaches = (far: Reach, near: Reach): boolean =>
  Object.entries(near).every(([device, { seq }]) => (far[device]?.seq ?? 0) >= seq)

const isSameReach = (a: Reach, b: Reach): boolean =>
  reaches(a, b) && reaches(b, a) && Object.entries(a).every(([device, { hash }]) => b[device]!.hash === hash)
