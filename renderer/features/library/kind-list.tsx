import { Library } from 'lucide-react'
import { recordKinds } from '../../../shared/model/record.ts'
import { narrowingsOf, withoutFacet } from '../../data/narrowing.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { FacetButton } from './facet-button.tsx'
import { KindIcon } from './kind-icon.tsx'
import { useFacet } from '../../data/use-facet.ts'

/** All records and each kind, with the count of what the search finds. */
export function KindList() {
  const { library } = useMessages()
  const address = useAddress()
  const answer = useFacet(address, 'kind')
  const chosen = narrowingsOf(address).flatMap((each) =>
    each.name === 'kind' && !each.isExcluded ? [each.value] : [],
  )
  const counts = new Map(answer?.facets.kind.map((facet) => [facet.value, facet.count]))
  const show = (kind: (typeof recordKinds)[number][]) => {
    const { query, filters } = withoutFacet(address, 'kind')
    navigate({ query, filters: { ...filters, kind } })
  }
  return (
    <ul className="library-facets">
      <FacetButton
        icon={<Library className="library-kind-icon" size={15} strokeWidth={1.6} aria-hidden="true" />}
        label={library.all}
        count={answer?.total}
        isChosen={chosen.length === 0}
        onPress={() => show([])}
      />
      {recordKinds.map((kind) => (
        <FacetButton
          key={kind}
          icon={<KindIcon kind={kind} />}
          label={library.kinds[kind]}
          count={answer && (counts.get(kind) ?? 0)}
          isChosen={chosen.includes(kind)}
          onPress={() => show(chosen.length === 1 && chosen[0] === kind ? [] : [kind])}
        />
      ))}
    </ul>
  )
}
