import { z } from 'zod'

/** What an act wrote: its action id (for undo), the ledger line it ended at, and the ids it touched. */
export const ChangeReceipt = z.object({
  action: z.string(),
  seq: z.int(),
  ids: z.array(z.string()),
})
export type ChangeReceipt = z.infer<typeof ChangeReceipt>
