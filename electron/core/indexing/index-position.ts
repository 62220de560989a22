import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import { LedgerHeads } from '../store/ledger/head.ts'
import { hasLength } from '../store/ledger/append.ts'
import { replay } from '../store/ledger/replay.ts'

/** The ledger position that an index covers, as the text that is kept beside it. */
export function positionOf(heads: LedgerHeads): string {
  return JSON.stringify(heads)
}

/**
 * What the ledger holds beyond a position that an index covers; null when the index is missing, damaged or was made
 * from another course of this ledger, and has to be made anew.
 */
export async function readTail(ledger: string, covered: string | null): Promise<LedgerEntry[] | null> {
  const heads = parsePosition(covered)
  if (!heads) return null
  // An index that saw lines which are gone holds records that the ledger no longer gives.
  for (const [device, head] of Object.entries(heads))
    if (!(await hasLength(join(ledger, device), head))) return null
  const entries: LedgerEntry[] = []
  try {
    for await (const { entry } of replay(ledger, heads)) entries.push(entry)
    return entries
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'ledger.damaged') return null
    throw cause
  }
}

function parsePosition(text: string | null): LedgerHeads | null {
  return text === null ? null : (LedgerHeads.safeParse(parseJson(text)).data ?? null)
}
