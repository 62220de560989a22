import { Button } from 'react-aria-components'
import type { PressEvent } from 'react-aria-components'
import type { ReactNode } from 'react'
import { CloseIcon } from './close-icon.tsx'
import './token-field.css'

export interface TokenProps {
  children: ReactNode
  /** What a screen reader says for the cross; goes with `onRemove`. */
  removeLabel?: string
  onRemove?(event: PressEvent): void
}

/** A value in a small box, such as a tag or a filter, with a cross if it can be removed. */
export function Token({ children, removeLabel, onRemove }: TokenProps) {
  return (
    <span className={`ui-token ${onRemove ? 'ui-token--removable' : ''}`}>
      <bdi dir="auto">{children}</bdi>
      {onRemove && (
        <Button className="ui-token-remove" aria-label={removeLabel} onPress={onRemove}>
          <CloseIcon />
        </Button>
      )}
    </span>
  )
}
