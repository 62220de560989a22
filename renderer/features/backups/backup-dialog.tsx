import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MakeBackup } from './make-backup.tsx'
import { RestoreBackup } from './restore-backup.tsx'
import type { MakingBackup } from './use-make-backup.ts'
import type { Restoring } from './use-restore.ts'
import './backups.css'

export interface BackupDialogProps {
  readonly making: MakingBackup
  readonly restoring: Restoring
  onClose(): void
}

/** Backs the archive up to a folder that the user chooses, and restores backups. */
export function BackupDialog({ making, restoring, onClose }: BackupDialogProps) {
  const { backup: words, window: common } = useMessages()
  return (
    <Dialog title={words.title} isOpen size="wide" onClose={onClose} closeLabel={common.close}>
      <MakeBackup making={making} />
      <RestoreBackup restoring={restoring} />
    </Dialog>
  )
}
