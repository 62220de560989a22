import type { BackupGeneration } from '../../../shared/contract/backups.ts'
import { useJobProgress } from '../../data/use-job-progress.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import { TaskError } from '../../ui/task-error.tsx'
import { LostFiles } from './lost-files.tsx'
import type { Restoring } from './use-restore.ts'

/** Restores a backup to a folder of its own and opens it there. */
export function RestoreBackup({ restoring }: { restoring: Restoring }) {
  const { backup: words } = useMessages()
  const progress = useJobProgress(restoring.job, words.progress)
  const { found, isRunning, isOpening, report, error } = restoring
  if (useShell().platform !== 'desktop') return null
  const isBusy = isRunning || isOpening
  return (
    <section className="backup" aria-label={words.restore}>
      <h3>{words.restoreHeading}</h3>
      <p className="backup-advice">{words.restoreAdvice}</p>
      <Button isPending={isBusy} onPress={() => void restoring.choose()}>
        {words.restore}
      </Button>
      {/* Before the list, which may extend below the window. */}
      {isRunning && <StoppableProgress label={words.restoring} {...progress} />}
      {isOpening && <ProgressBar label={words.opening} done={0} total={null} />}
      {error && <TaskError error={error} />}
      {report && !isOpening && (
        <div className="backup-outcome" aria-live="polite">
          <p className="backup-done">{words.restored(report.objects)}</p>
          {report.damages.length > 0 && <LostFiles heading={words.restoredLost} damages={report.damages} />}
          <Button isPending={isBusy} onPress={() => void restoring.openRestored()}>
            {words.openRestored}
          </Button>
        </div>
      )}
      {found && (
        <ul className="backup-list">
          {found.map((each) => (
            <Generation
              key={`${each.archive} ${each.generation}`}
              backup={each}
              isBusy={isBusy}
              onRestore={() => void restoring.restore(each.generation)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface GenerationProps {
  readonly backup: BackupGeneration
  readonly isBusy: boolean
  onRestore(): void
}

function Generation({ backup, isBusy, onRestore }: GenerationProps) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const { title, at, objects, bytes, provedAt } = backup
  return (
    <li>
      <div className="backup-found">
        <p>
          <bdi dir="auto">{title}</bdi>
        </p>
        <p className="backup-advice">
          {formats.instant(at)} · {words.holdsOf(objects, formats.bytes(bytes))} ·{' '}
          {provedAt === null ? words.notYetProved : words.provedOn(formats.instant(provedAt))}
        </p>
      </div>
      <Button size="small" isPending={isBusy} onPress={onRestore}>
        {words.restoreInto}
      </Button>
    </li>
  )
}
