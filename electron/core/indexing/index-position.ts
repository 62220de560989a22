import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import { LedgerHeads } from '../store/ledger/head.ts'
import { hasLength } from '../store/ledger/append.ts'
import { replay } from '../store/ledger/replay.ts'

/** Returns the ledger position that an index covers, as the text that is stored with it. */
export function positionOf(heads: LedgerHeads): string {
  return JSON.stringify(heads)
}

/**
 * Reads the ledger entries after a position that an index covers; null when the index is missing or damaged, or was
 * built from another course of this ledger, and must be rebuilt.
 */
export async function readTail(ledger: string, covered: string | null): Promise<LedgerEntry[] | null> {
  const heads = parsePosition(covered)
  if (!heads) return null
  // An index that covers lines which are gone contains records that the ledger no longer has.
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
