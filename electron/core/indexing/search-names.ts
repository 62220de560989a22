import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { ListedRows } from '../store/row-table.ts'
import type { SearchClient } from '../search/client.ts'

/** What the search is told beside the records: the groups of other names, and the saved searches for quick-open. */
export interface SearchNames {
  /** Tells a search all of it, and from now on what changes; the next find sees it. */
  tell(search: SearchClient): void
  /** Passes on what entries changed. */
  note(entries: readonly LedgerEntry[]): void
}

/** The names among these rows, not yet passed to any search; `onFailure` receives what a search could not take. */
export function createSearchNames(rows: ListedRows, onFailure: (cause: unknown) => void): SearchNames {
  let told: SearchClient | null = null
  const listed = <Each extends { withdrawn: boolean }>(all: ReadonlyMap<unknown, Each>) =>
    [...all.values()].filter((row) => !row.withdrawn)

  // Not awaited: calls are answered in the order made, so whoever asks next is answered with these names.
  const tellers = {
    aliases: () => told?.setAliases(listed(rows('aliases')).map((group) => group.names)).catch(onFailure),
    searches: () => told?.setSearches(listed(rows('searches'))).catch(onFailure),
  }
  return {
    tell(search) {
      told = search
      void tellers.aliases()
      void tellers.searches()
    },
    note(entries) {
      const changed = new Set(entries.flatMap((entry) => entry.changes.map((change) => change.table)))
      if (changed.has('aliases')) void tellers.aliases()
      if (changed.has('searches')) void tellers.searches()
    },
  }
}
