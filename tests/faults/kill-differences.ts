import { openConflicts } from './kill-conflicts.ts'
import type { KnownLine } from './kill-lines.ts'
import type { SeenRow, SeenState } from './kill-protocol.ts'

/** How an opened archive differs from the rows that it must contain, and what its own verification reports. */
export function differences(rows: ReadonlyMap<string, SeenRow>, state: SeenState): string[] {
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

/** How the conflicts that it lists differ from those that its merges left open. */
export function conflictDifferences(
  lines: ReadonlyMap<string, KnownLine>,
  { conflicts }: SeenState,
): string[] {
  const print = (each: (typeof conflicts)[number]) => JSON.stringify(each)
  const must = new Set(openConflicts(lines.values()).map(print))
  const is = new Set(conflicts.map(print))
  return [
    ...[...must].filter((each) => !is.has(each)).map((each) => `a conflict is not listed: ${each}`),
    ...[...is].filter((each) => !must.has(each)).map((each) => `a listed conflict does not exist: ${each}`),
  ]
}

const keys = ['title', 'description', 'tags', 'withdrawn', 'hash']
