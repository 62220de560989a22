import type { z } from 'zod'
import type { Method } from './method.ts'

/** What every row of a table has. */
interface AnyRow {
  readonly id: string
  readonly createdAt: string
  readonly modifiedAt: string
}

/** A row that a list leaves out once it is withdrawn; undoing its creation withdraws it. */
interface ListedRow extends AnyRow {
  readonly withdrawn: boolean
}

/** One kind of thing that an archive contains: its table, and the methods that read and change it. */
export interface Noun<Row extends z.ZodType = z.ZodType, Methods = Record<string, Method>, Whole = boolean> {
  readonly row: Row
  /** The field that names a row: a text, or a list of names. */
  readonly title: string
  /** All rows stay in memory while the archive is open, because every list needs them all. */
  readonly keptWhole: Whole
  readonly methods: Methods
}

/** A noun whose rows are read one by one. */
export function noun<Row extends z.ZodType<AnyRow>, Methods extends Record<string, Method>>(
  described: Omit<Noun<Row, Methods, false>, 'title' | 'keptWhole'> & TitledBy<Row>,
): Noun<Row, Methods, false> {
  return { ...described, keptWhole: false }
}

/** A noun with few rows: all of them stay in memory. */
export function listedNoun<Row extends z.ZodType<ListedRow>, Methods extends Record<string, Method>>(
  described: Omit<Noun<Row, Methods, true>, 'title' | 'keptWhole'> & TitledBy<Row>,
): Noun<Row, Methods, true> {
  return { ...described, keptWhole: true }
}

interface TitledBy<Row extends z.ZodType> {
  readonly title: keyof z.output<Row> & string
}
