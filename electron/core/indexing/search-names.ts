import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { ListedRows } from '../store/row-table.ts'
import type { SearchClient } from '../search/client.ts'

/** What the search needs in addition to the records: the groups of aliases, and the saved searches for quick-open. */
export interface SearchNames {
  /** Sends all of it to a search, and from now on every change; the next query sees it. */
  sendTo(search: SearchClient): void
  /** Passes on what entries changed. */
  note(entries: readonly LedgerEntry[]): void
}

/** Creates the names among these rows, not yet sent to a search; `onFailure` receives the error of a failed call. */
export function createSearchNames(rows: ListedRows, onFailure: (cause: unknown) => void): SearchNames {
  let current: SearchClient | null = null
  const listed = <Each extends { withdrawn: boolean }>(all: ReadonlyMap<unknown, Each>) =>
    [...all.values()].filter((row) => !row.withdrawn)

  // Not awaited: calls are handled in order, so the next query already sees these names.
  const senders = {
    aliases: () => current?.setAliases(listed(rows('aliases')).map((group) => group.names)).catch(onFailure),
    searches: () => current?.setSearches(listed(rows('searches'))).catch(onFailure),
  }
  return {
    sendTo(search) {
      current = search
      void senders.aliases()
      void senders.searches()
    },
    note(entries) {
      const changed = new Set(entries.flatMap((entry) => entry.changes.map((change) => change.table)))
      if (changed.has('aliases')) void senders.aliases()
      if (changed.has('searches')) void senders.searches()
    },
  }
}
