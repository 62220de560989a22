import { noFilters } from '../../data/address.ts'
import { narrowingsOf, withoutNarrowings } from '../../data/narrowing.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useListAnswer } from '../../data/use-list-answer.ts'
import { useQuery } from '../../data/use-query.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DidYouMean } from './did-you-mean.tsx'
import { useNearbySearches } from './use-nearby-searches.ts'

/** What a search without results says: what may be meant, which of its parts can be dropped, and what was searched. */
export function NothingFound() {
  const { library } = useMessages()
  const { number } = useFormats()
  const { query, filters } = useAddress()
  const { value: answer } = useListAnswer()
  const { value: archive } = useQuery('archive.describe', {})
  const nearby = useNearbySearches()
  const hasFilters = JSON.stringify(filters) !== JSON.stringify(noFilters)
  const narrowings = narrowingsOf({ query, filters }).length
  const actions = (
    <>
      {nearby.map(({ part, isKept, total, terms }) => (
        <Button key={part} onPress={() => navigate(terms)}>
          {isKept ? library.noneOnly(part, total) : library.noneDrop(part, total)}
        </Button>
      ))}
      {query !== '' && hasFilters && (
        <Button onPress={() => navigate({ query: '' })}>{library.noneDropQuery}</Button>
      )}
      {narrowings > 1 && (
        <Button onPress={() => navigate(withoutNarrowings({ query, filters }))}>{library.noneDropAll}</Button>
      )}
    </>
  )
  return (
    <EmptyState
      title={library.none}
      more={<DidYouMean suggestions={answer?.suggestions ?? []} />}
      actions={actions}
      foot={archive && library.noneSearched(number(archive.records))}
    >
      {library.noneText}
    </EmptyState>
  )
}
