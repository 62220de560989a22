import { useShell } from '../../data/shell-provider.tsx'
import { useJobProgress } from '../../data/use-job-progress.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import { TaskError } from '../../ui/task-error.tsx'
import { ConflictList } from './conflict-list.tsx'
import { MergePreviewSummary } from './merge-preview-summary.tsx'
import { MergeOutcome } from './merge-outcome.tsx'
import type { Merging } from './use-merge.ts'
import './merges.css'

export interface MergeDialogProps {
  readonly merging: Merging
  onClose(): void
}

/** Merges another copy of the archive, and asks about what both had changed. */
export function MergeDialog({ merging, onClose }: MergeDialogProps) {
  const { merge: words, window: common } = useMessages()
  return (
    <Dialog title={words.title} isOpen size="full" onClose={onClose} closeLabel={common.close}>
      <MergeCopy merging={merging} />
    </Dialog>
  )
}

function MergeCopy({ merging }: { merging: Merging }) {
  const { merge: words } = useMessages()
  const hasFolders = useShell().platform === 'desktop'
  const { chosen, isPreviewing, isRunning, job, error, report } = merging
  const progress = useJobProgress(job, words.progress)
  const doing = isPreviewing ? words.looking : job ? words.running : words.joining
  const isWorthIt = chosen !== null && chosen.preview.lines + chosen.preview.objects > 0
  return (
    <section className="merge" aria-label={words.title}>
      <p className="merge-advice">{words.advice}</p>
      {!hasFolders && <p className="merge-advice">{words.noFolders}</p>}
      <div className="merge-said" aria-live="polite">
        {chosen && <MergePreviewSummary {...chosen} />}
        {report && <MergeOutcome report={report} />}
      </div>
      {hasFolders && (
        <div className="merge-choices">
          {isWorthIt && (
            <Button look="primary" isPending={isRunning} onPress={() => void merging.merge()}>
              {words.merge}
            </Button>
          )}
          <Button isPending={isRunning || isPreviewing} onPress={() => void merging.choose()}>
            {chosen ? words.chooseAnother : words.choose}
          </Button>
        </div>
      )}
      {(isRunning || isPreviewing) && <StoppableProgress label={doing} {...progress} />}
      {error && <TaskError error={error} />}
      {/* The chosen copy comes first; open conflicts can wait. */}
      {!isRunning && !chosen && <ConflictList />}
    </section>
  )
}
