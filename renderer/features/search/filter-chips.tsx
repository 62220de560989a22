import { noFilters } from '../../data/address.ts'
import { activeFilters, toggleFilter } from '../../data/filters.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Token } from '../../ui/token.tsx'
import { useFilterLabel } from './use-filter-label.ts'

/** The filters that hold, each with its cross. */
export function FilterChips() {
  const { search } = useMessages()
  const { filters } = useAddress()
  const labelOf = useFilterLabel()
  const active = activeFilters(filters)
  if (active.length === 0) return null
  return (
    <ul className="search-chips" aria-label={search.filters}>
      {active.map((filter) => (
        <li key={`${filter.name} ${filter.value}`}>
          <Token
            removeLabel={search.removeFilter(labelOf(filter))}
            onRemove={() => navigate({ filters: toggleFilter(filters, filter) })}
          >
            {labelOf(filter)}
          </Token>
        </li>
      ))}
      <li>
        <Button look="link" size="small" onPress={() => navigate({ filters: noFilters })}>
          {search.clearFilters}
        </Button>
      </li>
    </ul>
  )
}
