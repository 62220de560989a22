import { z } from 'zod'
import { parseStatement, SignatureDetail } from '../../../../shared/model/head-statement.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'

/**
 * What the ledger says about its own custody: which key each device signs with, how far the signatures reach, and how
 * many timestamps there are.
 */
export const CustodyState = z.object({
  keys: z.record(z.string(), z.object({ fingerprint: z.string(), publicKey: z.string(), since: z.int() })),
  /** By device, the number of the last line covered by a signature; the signing line itself counts as covered. */
  signed: z.record(z.string(), z.object({ seq: z.int(), at: z.string() })),
  /** How many timestamps were imported. */
  stamps: z.int().default(0),
})
export type CustodyState = z.infer<typeof CustodyState>

/** The state before the first line. */
export const noCustody: CustodyState = { keys: {}, signed: {}, stamps: 0 }

/**
 * The state after one more line of any device. The claims of a line are taken as they are; verification decides
 * whether they are true.
 */
export function trackCustody(state: CustodyState, entry: LedgerEntry): CustodyState {
  if (entry.act === 'digital signature validation') return { ...state, stamps: state.stamps + 1 }
  if (entry.act !== 'digital signature generation') return state
  const detail = SignatureDetail.safeParse(entry.detail)
  const statement = detail.success ? parseStatement(detail.data.statement) : null
  if (!detail.success || !statement) return state
  // A device that signs before it has written anything states no head of its own.
  const stated = statement.heads.find((head) => head.device === entry.device)?.seq ?? 0
  const seq = stated === entry.seq - 1 ? entry.seq : stated
  const { publicKey } = detail.data
  return {
    stamps: state.stamps,
    keys:
      publicKey === undefined
        ? state.keys
        : { ...state.keys, [entry.device]: { fingerprint: statement.key, publicKey, since: entry.seq } },
    signed: { ...state.signed, [entry.device]: { seq, at: entry.at } },
  }
}
