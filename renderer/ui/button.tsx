import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components'
import type { ReactNode, Ref } from 'react'
import './button.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary` once per screen; `quiet` in bars; `link` inside text. */
  look?: 'primary' | 'plain' | 'quiet' | 'link'
  size?: 'small' | 'normal'
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', size = 'normal', ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClass(look, size)} />
}

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label'> {
  /** What it does, read to a screen reader and shown as a tooltip. */
  label: string
}

/** A button that shows only a familiar icon (play, close, more); its label appears on hover and focus. */
export function IconButton({ label, look = 'quiet', size = 'normal', ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...props} aria-label={label} className={`${buttonClass(look, size)} ui-button--icon`} />
      <Tooltip className="ui-tooltip" offset={4}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}

function buttonClass(look: string, size: string): string {
  return `ui-button ui-button--${look} ui-button--${size}`
}
