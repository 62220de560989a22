import { useState } from 'react'
import { useIsSeen } from '../../data/use-is-seen.ts'

/** The dialog as seen by work that may end long after it was closed. */
export interface BackupDialogState {
  readonly isOpen: boolean
  open(): void
  close(): void
  /** Whether the dialog is visible at the moment of the call. */
  isSeen(): boolean
}

/** Whether the dialog is open. */
export function useBackupDialog(): BackupDialogState {
  const [isOpen, setOpen] = useState(false)
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false), isSeen: useIsSeen(isOpen) }
}
