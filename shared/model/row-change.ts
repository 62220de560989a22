import { z } from 'zod'

const Fields = z.record(z.string(), z.unknown())
const Lists = z.record(z.string(), z.array(z.unknown()))

/**
 * What happened to one row of any table. `set` replaces fields, `add` and `remove` change list fields as sets, and
 * `was` contains the previous value of every field touched; `was: null` says that the row did not exist.
 */
export const RowChange = z.object({
  table: z.string(),
  id: z.string(),
  set: Fields.optional(),
  add: Lists.optional(),
  remove: Lists.optional(),
  was: Fields.nullable(),
})
export type RowChange = z.infer<typeof RowChange>
