import { z } from 'zod'
import { GENESIS } from './line.ts'
import { DEVICE, SEGMENT } from './read.ts'

/**
 * How far something reaches into a device's ledger: the place of the next line, and the number, hash and time of the
 * last.
 */
export const LedgerHead = z.object({
  file: z.string().regex(SEGMENT),
  offset: z.int().nonnegative(),
  line: z.int().positive(),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
})
export type LedgerHead = z.infer<typeof LedgerHead>

/** The head before the first line. */
export const noHead: LedgerHead = { file: '000001.jsonl', offset: 0, line: 1, seq: 0, hash: GENESIS, at: '' }

/** The head of every device's ledger. */
export const LedgerHeads = z.record(z.string().regex(DEVICE), LedgerHead)
export type LedgerHeads = z.infer<typeof LedgerHeads>
