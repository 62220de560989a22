import type { LedgerEntry } from '../../../shared/model/ledger-entry.ts'
import type { RowTable } from '../store/row-table.ts'
import type { SearchClient } from '../search/client.ts'

/** What the search is told beside the records: the groups of other names, and the saved searches for quick-open. */
export interface SearchNames {
  /** Tells a search all of it, and from now on what changes; the next find sees it. */
  tell(search: SearchClient): void
  /** Passes on what entries changed. */
  note(entries: readonly LedgerEntry[]): void
}

/** Names of these tables, told to nobody yet; `onFailure` hears of a search that could not be told. */
export function createSearchNames(
  aliases: RowTable<'aliases'>,
  searches: RowTable<'searches'>,
  onFailure: (cause: unknown) => void,
): SearchNames {
  let told: SearchClient | null = null
  const listed = <Each extends { withdrawn: boolean }>(rows: ReadonlyMap<unknown, Each>) =>
    [...rows.values()].filter((row) => !row.withdrawn)

  // Not awaited: calls are answered in the order made, so whoever asks next is answered with these names.
  const tellers = {
    aliases: () => told?.setAliases(listed(aliases.all()).map((group) => group.names)).catch(onFailure),
    searches: () => told?.setSearches(listed(searches.all())).catch(onFailure),
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
