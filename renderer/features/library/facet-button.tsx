import { memo } from 'react'
import { ToggleButton } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

export interface FacetButtonProps {
  icon?: ReactNode
  label: string
  value: string
  /** Undefined while it is being counted. */
  count: number | undefined
  isChosen: boolean
  /** The same function as long as it does the same. */
  onChoose(value: string): void
}

/** A value to filter by, with its exact count; rendered again only when something about it changes. */
export const FacetButton = memo(function FacetButton(props: FacetButtonProps) {
  const { icon, label, value, count, isChosen, onChoose } = props
  const { library } = useMessages()
  const { number } = useFormats()
  return (
    <li>
      <ToggleButton className="library-facet" isSelected={isChosen} onChange={() => onChoose(value)}>
        {icon}
        <bdi className="library-facet-label" dir="auto" title={label}>
          {label}
        </bdi>
        <span className="library-facet-count">{count === undefined ? library.counting : number(count)}</span>
      </ToggleButton>
    </li>
  )
})
