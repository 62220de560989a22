import type { PressEvent } from 'react-aria-components'
import { useRunCommand } from '../../data/commands.tsx'
import { narrowingsOf, withoutNarrowing, withoutNarrowings } from '../../data/narrowing.ts'
import type { SearchTerms } from '../../data/narrowing.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Token } from '../../ui/token.tsx'
import { useFilterLabel } from './use-filter-label.ts'

/** The active filters, chosen or typed, each with its cross. */
export function FilterChips() {
  const { search } = useMessages()
  const address = useAddress()
  const labelOf = useFilterLabel()
  const leave = useLeave()
  const narrowings = narrowingsOf(address)
  if (narrowings.length === 0) return null
  return (
    <ul className="search-chips" aria-label={search.filters}>
      {narrowings.map((each) => (
        <li key={`${each.isExcluded} ${each.name} ${each.value}`}>
          <Token
            removeLabel={search.removeFilter(labelOf(each))}
            onRemove={(event) => leave(event, withoutNarrowing(address, each))}
          >
            {labelOf(each)}
          </Token>
        </li>
      ))}
      <li>
        <Button look="link" size="small" onPress={(event) => leave(event, withoutNarrowings(address))}>
          {search.clearFilters}
        </Button>
      </li>
    </ul>
  )
}

/** A chip that is removed with the keyboard loses the focus, so the box gets it. */
function useLeave() {
  const run = useRunCommand()
  return ({ pointerType }: PressEvent, terms: SearchTerms) => {
    navigate(terms)
    if (pointerType === 'keyboard' || pointerType === 'virtual') run('search.focus')
  }
}
