import { useJobProgress } from '../../data/use-job-progress.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { FieldRows } from '../../ui/field-row.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import { TaskError } from '../../ui/task-error.tsx'
import { BackupOutcome } from './backup-outcome.tsx'
import { LastBackup } from './last-backup.tsx'
import type { MakingBackup } from './use-make-backup.ts'

/** The last backup of the archive, and the way to the next. */
export function MakeBackup({ making }: { making: MakingBackup }) {
  const { backup: words } = useMessages()
  const hasFolders = useShell().platform === 'desktop'
  const { value: status } = useQuery('backups.status', {})
  const progress = useJobProgress(making.job, words.progress)
  const { isRunning, report, error } = making
  return (
    <section className="backup" aria-label={words.title}>
      <p className="backup-advice">{words.advice}</p>
      <FieldRows>
        <LastBackup />
      </FieldRows>
      <div className="backup-choices">
        {status?.last && (
          <Button look="primary" isPending={isRunning} onPress={() => void making.again()}>
            {words.again}
          </Button>
        )}
        {hasFolders && (
          <Button
            look={status?.last ? 'plain' : 'primary'}
            isPending={isRunning}
            onPress={() => void making.choose()}
          >
            {words.choose}
          </Button>
        )}
      </div>
      {!hasFolders && <p className="backup-advice">{words.noFolders}</p>}
      {isRunning && <StoppableProgress label={words.running} {...progress} />}
      {error && <TaskError error={error} />}
      <div aria-live="polite">{report && !isRunning && <BackupOutcome report={report} />}</div>
    </section>
  )
}
