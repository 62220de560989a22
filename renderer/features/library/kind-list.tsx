import { Library } from 'lucide-react'
import type { Address } from '../../data/address.ts'
import { recordKinds } from '../../../shared/model/choices.ts'
import { narrowingsOf, withoutFacet } from '../../data/narrowing.ts'
import { navigate, readAddress, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { FacetButton } from './facet-button.tsx'
import { KindIcon } from './kind-icon.tsx'
import { useFacet } from '../../data/use-facet.ts'

const ALL = ''
const allIcon = <Library className="library-kind-icon" size={15} strokeWidth={1.6} aria-hidden="true" />
const icons = new Map(recordKinds.map((kind) => [kind, <KindIcon key={kind} kind={kind} />]))

/** All records and each kind, with how many of them the search finds. */
export function KindList() {
  const { library } = useMessages()
  const address = useAddress()
  const answer = useFacet(address, 'kind')
  const chosen = chosenKinds(address)
  const counts = new Map(answer?.facets.kind.map((facet) => [facet.value, facet.count]))
  return (
    <ul className="library-facets">
      <FacetButton
        icon={allIcon}
        label={library.all}
        value={ALL}
        count={answer?.total}
        isChosen={chosen.length === 0}
        onChoose={choose}
      />
      {recordKinds.map((kind) => (
        <FacetButton
          key={kind}
          icon={icons.get(kind)}
          label={library.kinds[kind]}
          value={kind}
          count={answer && (counts.get(kind) ?? 0)}
          isChosen={chosen.includes(kind)}
          onChoose={choose}
        />
      ))}
    </ul>
  )
}

/** Shows only this kind, or all kinds if it is already the only one. */
function choose(value: string): void {
  const address = readAddress()
  const chosen = chosenKinds(address)
  const { query, filters } = withoutFacet(address, 'kind')
  const isOnly = chosen.length === 1 && chosen[0] === value
  navigate({
    query,
    filters: { ...filters, kind: isOnly ? [] : recordKinds.filter((kind) => kind === value) },
  })
}

function chosenKinds(address: Address): readonly string[] {
  return narrowingsOf(address).flatMap((each) =>
    each.name === 'kind' && !each.isExcluded ? [each.value] : [],
  )
}
