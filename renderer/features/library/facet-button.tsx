import { ToggleButton } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

export interface FacetButtonProps {
  icon?: ReactNode
  label: string
  /** Undefined while it is being counted. */
  count: number | undefined
  isChosen: boolean
  onPress(): void
}

/** A value to filter by, with its exact count. */
export function FacetButton({ icon, label, count, isChosen, onPress }: FacetButtonProps) {
  const { library } = useMessages()
  const { number } = useFormats()
  return (
    <li>
      <ToggleButton className="library-facet" isSelected={isChosen} onChange={onPress}>
        {icon}
        <bdi className="library-facet-label" dir="auto" title={label}>
          {label}
        </bdi>
        <span className="library-facet-count">{count === undefined ? library.counting : number(count)}</span>
      </ToggleButton>
    </li>
  )
}
