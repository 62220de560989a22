import { inOrder, type KnownLine, type Reach } from './kill-lines.ts'
import type { SeenConflict, SeenSide } from './kill-protocol.ts'

interface Assignment extends SeenSide {
  readonly row: string
  readonly field: string
  readonly line: KnownLine
}

/**
 * The conflicts that an archive must list: fields to which two merged copies gave different values, neither knowing
 * the other's line, and that no writer who knew both lines has set since, unless that was undone.
 */
export function openConflicts(lines: Iterable<KnownLine>): SeenConflict[] {
  const all = inOrder(lines)
  const sets = all.flatMap(setsIn)
  const open = new Map<string, SeenConflict>()
  for (const { merged } of all)
    if (merged)
      for (const found of conflictsBetween(sets, merged))
        if (!isDecided(found, all)) open.set(JSON.stringify(found), found)
  return [...open.values()]
}

/** The conflicts of one merge, decided or not. */
export function conflictsOf(lines: Iterable<KnownLine>, merged: Merged): SeenConflict[] {
  return conflictsBetween(inOrder(lines).flatMap(setsIn), merged)
}

type Merged = NonNullable<KnownLine['merged']>

function conflictsBetween(sets: readonly Assignment[], { mine, theirs }: Merged): SeenConflict[] {
  const own = lastOf(sets.filter(({ line }) => has(mine, line) && !has(theirs, line)))
  const other = lastOf(sets.filter(({ line }) => has(theirs, line) && !has(mine, line)))
  return [...own].flatMap(([key, { row, field, ...side }]) => {
    const opposite = other.get(key)
    if (!opposite || opposite.value === side.value) return []
    return [{ row, field, mine: sideOf(side), theirs: sideOf(opposite) }]
  })
}

const lastOf = (sets: readonly Assignment[]): Map<string, Assignment> =>
  new Map(sets.map((each) => [`${each.row} ${each.field}`, each]))

const sideOf = ({ value, device, seq }: SeenSide): SeenSide => ({ value, device, seq })

function setsIn(line: KnownLine): Assignment[] {
  const { device, seq, changes } = line
  return changes.flatMap(({ id: row, set }) =>
    Object.entries(set).map(([field, value]) => ({ row, field, value, device, seq, line })),
  )
}

function isDecided({ row, field, mine, theirs }: SeenConflict, lines: readonly KnownLine[]): boolean {
  const deciding = new Set<string>()
  for (const line of lines) {
    if (!knows(line, mine) || !knows(line, theirs)) continue
    if (line.act === 'undo' && deciding.delete(line.undoes!)) continue
    if (setsIn(line).some((each) => each.row === row && each.field === field)) deciding.add(line.action)
  }
  return deciding.size > 0
}

const knows = ({ device, seq, saw }: KnownLine, side: SeenSide): boolean =>
  side.device === device ? side.seq < seq : has(saw, side)

const has = (reach: Reach, { device, seq }: { device: string; seq: number }): boolean =>
  (reach[device]?.seq ?? 0) >= seq
