import { useCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MakeBackup } from './make-backup.tsx'
import { RestoreBackup } from './restore-backup.tsx'
import { useBackupDialog } from './use-backup-dialog.ts'
import { useMakeBackup } from './use-make-backup.ts'
import { useRestore } from './use-restore.ts'
import './backups.css'

/** Backs the archive up into a folder that a person chooses, and brings backups back. What runs goes on when it is closed. */
export function BackupDialog() {
  const { backup: words, window: common } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const dialog = useBackupDialog()
  const making = useMakeBackup(dialog)
  const restoring = useRestore(dialog)
  useCommand({
    id: 'archive.backup',
    label: words.command,
    group: common.groupArchive,
    isDisabled: !archive,
    run() {
      making.clear()
      restoring.clear()
      dialog.open()
    },
  })
  return (
    <Dialog
      title={words.title}
      isOpen={dialog.isOpen}
      size="wide"
      onClose={dialog.close}
      closeLabel={common.close}
    >
      <MakeBackup making={making} />
      <RestoreBackup restoring={restoring} />
    </Dialog>
  )
}
