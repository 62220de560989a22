import { noFilters } from '../../data/address.ts'
import { activeFilters, toggleFilter } from '../../data/filters.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFilterLabel } from './use-filter-label.ts'

/** What a search without results says: which of its parts can be let go. */
export function NothingFound() {
  const { library } = useMessages()
  const { filters, query } = useAddress()
  const labelOf = useFilterLabel()
  const active = activeFilters(filters)
  const actions = (
    <>
      {active.map((filter) => (
        <Button
          key={`${filter.name} ${filter.value}`}
          onPress={() => navigate({ filters: toggleFilter(filters, filter) })}
        >
          {library.noneDrop(labelOf(filter))}
        </Button>
      ))}
      {query !== '' && <Button onPress={() => navigate({ query: '' })}>{library.noneDropQuery}</Button>}
      {active.length > 1 && (
        <Button onPress={() => navigate({ filters: noFilters })}>{library.noneDropAll}</Button>
      )}
    </>
  )
  return (
    <EmptyState title={library.none} actions={actions}>
      {library.noneText}
    </EmptyState>
  )
}
