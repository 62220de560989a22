import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { CloseIcon } from './close-icon.tsx'
import { keepFocus } from './keep-focus.ts'
import './dialog.css'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose(): void
  /** The label of the closing cross, in the user's language. */
  closeLabel: string
  size?: 'normal' | 'wide' | 'full'
  /** Buttons, the main one last. */
  footer?: ReactNode
  /** False when a click outside must not discard what was typed. */
  isDismissable?: boolean
  children: ReactNode
}

/** A dialog over the window. Escape closes it and returns the focus to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  closeLabel,
  size = 'normal',
  footer,
  ...props
}: DialogProps) {
  return (
    <ModalOverlay
      className="ui-veil"
      isOpen={isOpen}
      isDismissable={props.isDismissable ?? true}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`ui-modal ui-modal--${size}`}>
        <AriaDialog className="ui-dialog" ref={keepFocus}>
          <header className="ui-dialog-head">
            <Heading slot="title" level={2} className="ui-dialog-title">
              {title}
            </Heading>
            <IconButton label={closeLabel} onPress={onClose}>
              <CloseIcon />
            </IconButton>
          </header>
          <div className="ui-dialog-body">{props.children}</div>
          {footer && <footer className="ui-dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
