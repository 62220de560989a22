import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import type { ReactElement, ReactNode } from 'react'
import './menu.css'

export interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  isOpen?: boolean
  onOpenChange?(isOpen: boolean): void
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel on a button. Escape and a click outside close it. */
export function Popover({ trigger, label, isOpen, onOpenChange, children }: PopoverProps) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover className="ui-popover ui-popover--panel" offset={4}>
        <Dialog className="ui-popover-dialog" aria-label={label}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
