import type { Column, ColumnName } from './segment-data.ts'
import { columnNames } from './segment-data.ts'

/** The columns of records whose values are given one record after another; a value given twice counts once. */
export function createColumns(
  records: readonly Readonly<Record<ColumnName, readonly string[]>>[],
): Record<ColumnName, Column> {
  return eachColumn((name) => createColumn(records.map((each) => each[name])))
}

/** One column for several runs of records, of which `kept` names those that stay. */
export function mergeColumns(
  parts: readonly { readonly columns: Readonly<Record<ColumnName, Column>>; readonly kept: Uint32Array }[],
): Record<ColumnName, Column> {
  return eachColumn((name) =>
    createColumn(
      parts.flatMap(({ columns, kept }) => Array.from(kept, (record) => columnValues(columns[name], record))),
    ),
  )
}

/** The values of one record. */
export function columnValues(column: Column, record: number): string[] {
  return Array.from(
    column.entries.subarray(column.offsets[record]!, column.offsets[record + 1]!),
    (entry) => column.values[entry]!,
  )
}

function eachColumn(make: (name: ColumnName) => Column): Record<ColumnName, Column> {
  const [language, source, person, place, tag] = columnNames.map(make)
  return { language: language!, source: source!, person: person!, place: place!, tag: tag! }
}

function createColumn(records: readonly (readonly string[])[]): Column {
  const numbers = new Map<string, number>()
  const offsets = new Uint32Array(records.length + 1)
  const entries: number[] = []
  records.forEach((values, record) => {
    for (const value of new Set(values)) {
      const number = numbers.get(value) ?? numbers.size
      numbers.set(value, number)
      entries.push(number)
    }
    offsets[record + 1] = entries.length
  })
  return { values: [...numbers.keys()], offsets, entries: Uint32Array.from(entries) }
}
