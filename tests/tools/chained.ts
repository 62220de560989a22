import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'

/** The entry with its hash, as any program can write it: without a seal, which only the computer that writes can make. */
export function chained(draft: Omit<LedgerEntry, 'hash'>): LedgerEntry {
  const { prev, ...rest } = draft
  const hash = createHash('sha256').update(prev).update(canonicalize(rest)!).digest('hex')
  return { ...draft, hash }
}
