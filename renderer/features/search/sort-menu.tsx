import { ArrowDownWideNarrow } from 'lucide-react'
import { searchSorts } from '../../../shared/model/choices.ts'
import type { SearchSort } from '../../../shared/model/search-filters.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'

/** How the list is sorted. Choosing the present order reverses it. */
export function SortMenu() {
  const { search } = useMessages()
  const { query, sort: chosenSort, descending } = useAddress()
  // Without words there is no relevance: the list is sorted by accession number.
  const sort = chosenSort === 'relevance' && query.trim() === '' ? 'accession' : chosenSort
  const entries = searchSorts.map((each) => ({
    id: each,
    label: search.sorts[each],
    hint:
      each === sort && each !== 'relevance'
        ? search.orders[descending ? 'descending' : 'ascending']
        : undefined,
    isChosen: each === sort,
    run: () =>
      navigate({
        sort: each,
        descending: each === sort ? each !== 'relevance' && !descending : startsLast(each),
      }),
  }))
  return (
    <MenuButton label={search.sort} groups={[{ id: 'sort', heading: search.sortBy, entries }]}>
      <Button look="quiet" aria-label={`${search.sortBy}: ${search.sorts[sort]}`}>
        <ArrowDownWideNarrow size={15} strokeWidth={1.8} aria-hidden="true" />
        <span className="search-sort-name">{search.sorts[sort]}</span>
      </Button>
    </MenuButton>
  )
}

/** Readers look first for what was changed or dated last. */
function startsLast(sort: SearchSort): boolean {
  return sort === 'modified' || sort === 'date'
}
