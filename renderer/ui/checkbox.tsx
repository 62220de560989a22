import { Checkbox as AriaCheckbox } from 'react-aria-components'
import type { ReactNode } from 'react'
import { Chevron } from './chevron.tsx'
import './field.css'

export interface CheckboxProps {
  children: ReactNode
  /** What a screen reader says when the word next to it is not enough. */
  label?: string
  isSelected: boolean
  /** Some of many are selected, some are not. */
  isIndeterminate?: boolean
  isDisabled?: boolean
  onChange(isSelected: boolean): void
}

export function Checkbox({ children, label, isIndeterminate, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} aria-label={label} isIndeterminate={isIndeterminate} className="ui-check">
      <span className="ui-check-box">
        {isIndeterminate ? (
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2.5 6h7" />
          </svg>
        ) : (
          props.isSelected && <Chevron points="check" />
        )}
      </span>
      {children}
    </AriaCheckbox>
  )
}
