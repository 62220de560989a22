import { useState } from 'react'
import type { BackupReport } from '../../../shared/contract/backups.ts'
import { useCommand } from '../../data/commands.tsx'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { BackupOutcome } from './backup-outcome.tsx'
import { BackupProgress } from './backup-progress.tsx'
import { LastBackup } from './last-backup.tsx'
import { RestoreBackup } from './restore-backup.tsx'
import './backup.css'

/** Backs the archive up into a folder that a person chooses, and brings backups back. */
export function BackupDialog() {
  const { backup: words, window: common } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'archive.backup',
    label: words.command,
    group: common.groupArchive,
    isDisabled: !archive,
    run: () => setOpen(true),
  })
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      size="wide"
      onClose={() => setOpen(false)}
      closeLabel={common.close}
    >
      <MakeBackup />
      <RestoreBackup onOpened={() => setOpen(false)} />
    </Dialog>
  )
}

function MakeBackup() {
  const { backup: words } = useMessages()
  const shell = useShell()
  const hasFolders = shell.platform === 'desktop'
  const { value: status } = useQuery('backups.status', {})
  const making = useAction('backups.make')
  const [report, setReport] = useState<BackupReport | null>(null)
  const job = useJobs().findLast((each) => each.kind === 'backup' && each.state === 'running')
  const isRunning = job !== undefined || making.isPending

  async function make(folder: string | undefined): Promise<void> {
    setReport(null)
    const result = await making.run({ folder })
    if (result.ok) setReport(result.value)
  }

  async function choose(): Promise<void> {
    const folder = await shell.pickArchiveFolder()
    if (folder) await make(folder.id)
  }

  return (
    <section className="backup" aria-label={words.title}>
      <p className="backup-advice">{words.advice}</p>
      {status && <LastBackup last={status.last} />}
      <div className="backup-choices">
        {status?.last && (
          <Button look="primary" isPending={isRunning} onPress={() => void make(undefined)}>
            {words.again}
          </Button>
        )}
        {hasFolders && (
          <Button
            look={status?.last ? 'plain' : 'primary'}
            isPending={isRunning}
            onPress={() => void choose()}
          >
            {words.choose}
          </Button>
        )}
      </div>
      {!hasFolders && !status?.last && <p className="backup-advice">{words.noFolders}</p>}
      {job && <BackupProgress job={job} />}
      {making.error && making.error.code !== 'backups.cancelled' && <ErrorNote error={making.error} />}
      <div aria-live="polite">{report && !isRunning && <BackupOutcome report={report} />}</div>
    </section>
  )
}
