import { createNumbers, finishNumbers, pushNumber } from './bytes.ts'
import type { Column, ColumnName } from './segment-data.ts'
import { columnNames } from './segment-data.ts'

/** Columns from the values of each record; a repeated value counts once. */
export function createColumns(
  records: readonly Readonly<Record<ColumnName, readonly string[]>>[],
): Record<ColumnName, Column> {
  return eachColumn((name) => createColumn(records.map((each) => each[name])))
}

/** Columns of several groups of records combined, of which `kept` lists the records that stay. */
export function mergeColumns(
  parts: readonly { readonly columns: Readonly<Record<ColumnName, Column>>; readonly kept: Uint32Array }[],
): Record<ColumnName, Column> {
  return eachColumn((name) =>
    mergeColumn(parts.map(({ columns, kept }) => ({ column: columns[name], kept }))),
  )
}

function mergeColumn(parts: readonly { readonly column: Column; readonly kept: Uint32Array }[]): Column {
  const numbers = new Map<string, number>()
  const offsets = createNumbers()
  const entries = createNumbers()
  pushNumber(offsets, 0)
  for (const { column, kept } of parts) {
    // Numbered on first use, so that values of dropped records leave no trace.
    const renumbered = new Int32Array(column.values.length).fill(-1)
    for (const record of kept) {
      for (let at = column.offsets[record]!; at < column.offsets[record + 1]!; at++) {
        const entry = column.entries[at]!
        if (renumbered[entry]! < 0) renumbered[entry] = numberOf(numbers, column.values[entry]!)
        pushNumber(entries, renumbered[entry]!)
      }
      pushNumber(offsets, entries.length)
    }
  }
  return { values: [...numbers.keys()], offsets: finishNumbers(offsets), entries: finishNumbers(entries) }
}

function numberOf(numbers: Map<string, number>, value: string): number {
  const number = numbers.get(value) ?? numbers.size
  if (number === numbers.size) numbers.set(value, number)
  return number
}

/** The values of one record. */
export function columnValues(column: Column, record: number): string[] {
  return Array.from(
    column.entries.subarray(column.offsets[record]!, column.offsets[record + 1]!),
    (entry) => column.values[entry]!,
  )
}

function eachColumn(make: (name: ColumnName) => Column): Record<ColumnName, Column> {
  // Built name by name from the list that the type is derived from.
  return Object.fromEntries(columnNames.map((name) => [name, make(name)])) as Record<ColumnName, Column>
}

function createColumn(records: readonly (readonly string[])[]): Column {
  const numbers = new Map<string, number>()
  const offsets = new Uint32Array(records.length + 1)
  const entries: number[] = []
  records.forEach((values, record) => {
    for (const value of new Set(values)) {
      entries.push(numberOf(numbers, value))
    }
    offsets[record + 1] = entries.length
  })
  return { values: [...numbers.keys()], offsets, entries: Uint32Array.from(entries) }
}
