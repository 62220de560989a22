import { useState } from 'react'
import { useIsSeen } from '../../data/use-is-seen.ts'

/** The dialog as those see it whose work may end when it was closed long ago. */
export interface BackupDialogState {
  readonly isOpen: boolean
  open(): void
  close(): void
  /** Whether somebody looks at it at the moment of the call. */
  isSeen(): boolean
}

/** Whether the dialog is open. */
export function useBackupDialog(): BackupDialogState {
  const [isOpen, setOpen] = useState(false)
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false), isSeen: useIsSeen(isOpen) }
}
