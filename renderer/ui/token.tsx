import { Button } from 'react-aria-components'
import type { PressEvent } from 'react-aria-components'
import type { ReactNode } from 'react'
import { CloseSign } from './close-sign.tsx'
import './token-field.css'

export interface TokenProps {
  children: ReactNode
  /** What the cross says to a screen reader; with `onRemove`. */
  removeLabel?: string
  onRemove?(event: PressEvent): void
}

/** A value as a small plate, such as a tag or a filter, with a cross where it can be taken away. */
export function Token({ children, removeLabel, onRemove }: TokenProps) {
  return (
    <span className={`ui-token ${onRemove ? 'ui-token--removable' : ''}`}>
      <bdi dir="auto">{children}</bdi>
      {onRemove && (
        <Button className="ui-token-remove" aria-label={removeLabel} onPress={onRemove}>
          <CloseSign />
        </Button>
      )}
    </span>
  )
}
