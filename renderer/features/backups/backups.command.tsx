import { useCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'
import { useBackupDialog } from './use-backup-dialog.ts'
import { useMakeBackup } from './use-make-backup.ts'
import { useRestore } from './use-restore.ts'

const BackupDialog = later(async () => (await import('./backup-dialog.tsx')).BackupDialog)

/** Offers backups, and shows their dialog on request. A backup or a restore continues after the dialog is closed. */
export function OpenBackups() {
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
  return dialog.isOpen && <BackupDialog making={making} restoring={restoring} onClose={dialog.close} />
}
