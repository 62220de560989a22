import { useState } from 'react'
import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import type { Address } from '../../data/address.ts'
import { activeFilters } from '../../data/filters.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useSavedSearchChanges } from './use-saved-search-changes.ts'

export interface NameSearchDialogProps {
  /** What is saved under the name. */
  address: Address
  /** The saved search to rename; without it, a new one is created. */
  saved?: SavedSearch | undefined
  /** `isKept` is false when nothing was saved. */
  onClose(isKept: boolean): void
}

/** Gives a search a name: a new one, or one that is already saved. */
export function NameSearchDialog({ address, saved, onClose }: NameSearchDialogProps) {
  const { searches: words, window: common } = useMessages()
  const [name, setName] = useState(saved?.name ?? address.query.trim().slice(0, 200))
  const { save, rename, error, isPending } = useSavedSearchChanges()
  const isReady = name.trim() !== '' && name.trim() !== saved?.name && !isPending
  const keep = async () => {
    const isDone = saved ? await rename(saved, name.trim()) : await save(name.trim(), address)
    if (isDone) onClose(true)
  }
  const search = { query: saved?.query ?? address.query, filters: saved?.filters ?? address.filters }
  return (
    <FormDialog
      title={saved ? words.renameTitle : words.saveTitle}
      onClose={() => onClose(false)}
      closeLabel={common.close}
      cancelLabel={common.cancel}
      doLabel={saved ? common.save : words.saveDo}
      isReady={isReady}
      onDo={() => void keep()}
      error={error}
    >
      <TextField
        label={words.name}
        value={name}
        onChange={setName}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that the user asked for
        autoFocus
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        onKeyDown={(event) => event.key === 'Enter' && isReady && void keep()}
      />
      <SearchSummary {...search} />
      {!saved && <HitCount {...search} />}
    </FormDialog>
  )
}

type SearchSettings = Pick<Address, 'query' | 'filters'>

/** What the search asks for, on one line. */
function SearchSummary({ query, filters }: SearchSettings) {
  const { searches: words } = useMessages()
  const count = activeFilters(filters).length
  const typed = query.trim()
  return (
    <p className="ui-hint">
      {words.asks}: {typed !== '' && <Bidi>{typed}</Bidi>}
      {typed !== '' && count > 0 && ' · '}
      {count > 0 && words.filters(count)}
    </p>
  )
}

/** How many records it finds, before it is saved; if none, why that may be. */
function HitCount({ query, filters }: SearchSettings) {
  const { searches: words } = useMessages()
  const { value } = useQuery('search.find', { query, filters, limit: 1, snippets: false })
  if (!value) return null
  return (
    <output className="ui-hint">
      {words.finds(value.total)} {value.total === 0 && query.trim() !== '' && words.findsNone}
    </output>
  )
}
