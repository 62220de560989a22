import { useState } from 'react'
import type { ListedSearch } from '../../../shared/contract/saved-searches.ts'
import { readAddress, useAddress } from '../../data/use-address.ts'
import { asksFor } from '../../data/saved-search.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { later } from '../../ui/later.tsx'
import { SavedSearchRow } from './saved-search-row.tsx'
import './saved-searches.css'

const NameSearchDialog = later(async () => (await import('./name-search-dialog.tsx')).NameSearchDialog)

/** The saved searches, each with how many records it finds now: a click shows them, and each has its menu. */
export function SavedSearches() {
  const { searches: words } = useMessages()
  const { value: searches, error } = useQuery('saved-searches.list', {})
  const address = useAddress()
  const [renamed, setRenamed] = useState<ListedSearch | null>(null)
  return (
    <section className="searches" aria-label={words.title}>
      <h2 className="searches-head">{words.title}</h2>
      {error && <ErrorNote error={error} />}
      {searches?.length === 0 && <p className="searches-none">{words.none}</p>}
      {searches && searches.length > 0 && (
        <ul>
          {searches.map((saved) => (
            <SavedSearchRow
              key={saved.id}
              saved={saved}
              isShown={asksFor(address, saved)}
              onRename={() => setRenamed(saved)}
            />
          ))}
        </ul>
      )}
      {renamed && (
        <NameSearchDialog address={readAddress()} saved={renamed} onClose={() => setRenamed(null)} />
      )}
    </section>
  )
}
