import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { FacetCount } from '../../../shared/contract/search.ts'
import type { VerificationStatus } from '../../../shared/model/record.ts'
import { narrowingsOf, toggleNarrowing } from '../../data/narrowing.ts'
import type { Narrowing } from '../../data/narrowing.ts'
import { navigate, readAddress, useAddress } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Chevron } from '../../ui/chevron.tsx'
import { FacetButton } from './facet-button.tsx'
import { useFacet } from '../../data/use-facet.ts'

export interface FacetListProps {
  name: 'person' | 'source' | 'language' | 'year' | 'verification'
  heading: string
  isOpenAtStart?: boolean
  /** What is shown under the values, such as a field to narrow them by hand. */
  children?: ReactNode
}

/** How many values are shown before the user asks for the rest. */
const SHOWN = 6

/** The values of one facet, most frequent first; renders nothing when no record has one. */
export function FacetList({ name, heading, isOpenAtStart = true, children }: FacetListProps) {
  const { library } = useMessages()
  const address = useAddress()
  const [isExpanded, setExpanded] = useState(false)
  const labelOf = useFacetLabel(name)
  const choose = useCallback(
    (value: string) => navigate(toggleNarrowing(readAddress(), { name, value })),
    [name],
  )
  const answer = useFacet(address, name)
  const chosen = narrowingsOf(address).filter((each) => each.name === name && !each.isExcluded)
  const isChosen = (value: string) => chosen.some((each) => each.value === value)
  const values = withChosen(answer?.facets[name] ?? [], chosen)
  if (values.length === 0) return null
  const shown = isExpanded ? values : values.filter((value, at) => at < SHOWN || isChosen(value.value))

  return (
    <Disclosure className="library-section" defaultExpanded={isOpenAtStart}>
      <Heading level={2}>
        <Button slot="trigger" className="library-section-head">
          <Chevron points="end" />
          {heading}
        </Button>
      </Heading>
      <DisclosurePanel>
        <ul className="library-facets">
          {shown.map(({ value, label, count }) => (
            <FacetButton
              key={value}
              label={labelOf(value, label)}
              count={count}
              value={value}
              isChosen={isChosen(value)}
              onChoose={choose}
            />
          ))}
        </ul>
        {values.length > SHOWN && (
          <Button className="library-more" onPress={() => setExpanded(!isExpanded)}>
            {isExpanded ? library.fewer : library.more(values.length)}
          </Button>
        )}
        {children}
      </DisclosurePanel>
    </Disclosure>
  )
}

/** A chosen value stays on the list even when no record has it any more, so that it can be deselected. */
function withChosen(values: readonly FacetCount[], chosen: readonly Narrowing[]): readonly FacetCount[] {
  const missing = chosen.filter((filter) => !values.some((each) => each.value === filter.value))
  return [...values, ...missing.map(({ value }) => ({ value, label: value, count: 0 }))]
}

function useFacetLabel(name: FacetListProps['name']): (value: string, label: string) => string {
  const { records } = useMessages()
  const { languageName } = useFormats()
  if (name === 'language') return languageName
  // The values of this facet are the statuses themselves.
  if (name === 'verification') return (value) => records.verification[value as VerificationStatus] ?? value
  return (value, label) => label || value
}
