import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import type { DialogProps } from './dialog.tsx'
import { ErrorNote } from './error-note.tsx'
import type { ErrorNoteProps } from './error-note.tsx'

export interface FormDialogProps extends Omit<DialogProps, 'isOpen' | 'footer'> {
  cancelLabel: string
  /** What the main button does. */
  doLabel: string
  /** False when something is still missing, or is already in progress. */
  isReady: boolean
  onDo(): void
  /** Why it failed. */
  error: ErrorNoteProps['error'] | null | undefined
}

/** A dialog that asks for something and then does one thing, or nothing. */
export function FormDialog({
  cancelLabel,
  doLabel,
  isReady,
  onDo,
  error,
  children,
  ...dialog
}: FormDialogProps) {
  return (
    <Dialog
      {...dialog}
      isOpen
      footer={
        <>
          <Button onPress={dialog.onClose}>{cancelLabel}</Button>
          <Button look="primary" isDisabled={!isReady} onPress={onDo}>
            {doLabel}
          </Button>
        </>
      }
    >
      {children}
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}
