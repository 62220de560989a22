import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useShell } from '../../data/shell-provider.tsx'
import { useAddress } from '../../data/use-address.ts'
import { useJobProgress } from '../../data/use-job-progress.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import { TaskError } from '../../ui/task-error.tsx'
import { ConflictList } from './conflict-list.tsx'
import { LookAtCopy } from './look-at-copy.tsx'
import { MergeOutcome } from './merge-outcome.tsx'
import { useMerge } from './use-merge.ts'
import type { Merging } from './use-merge.ts'
import './merges.css'

/** Takes another copy of the archive in, and asks what both had changed. What runs goes on when it is closed. */
export function MergeDialog() {
  const { merge: words, window: common } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const { record } = useAddress()
  // A link in it leads to a record, and away from it.
  const [openedOver, setOpenedOver] = useState<{ readonly record: string | null } | null>(null)
  if (openedOver && openedOver.record !== record) setOpenedOver(null)
  const merging = useMerge({ isOpen: openedOver !== null })
  useCommand({
    id: 'archive.merge',
    label: words.command,
    group: common.groupArchive,
    isDisabled: !archive || archive.readOnly,
    run() {
      merging.clear()
      setOpenedOver({ record })
    },
  })
  return (
    <Dialog
      title={words.title}
      isOpen={openedOver !== null}
      size="full"
      onClose={() => setOpenedOver(null)}
      closeLabel={common.close}
    >
      <MergeCopy merging={merging} />
    </Dialog>
  )
}

function MergeCopy({ merging }: { merging: Merging }) {
  const { merge: words } = useMessages()
  const hasFolders = useShell().platform === 'desktop'
  const { looked, isLooking, isRunning, job, error, report } = merging
  const progress = useJobProgress(job, words.progress)
  const doing = isLooking ? words.looking : job ? words.running : words.joining
  const isWorthIt = looked !== null && looked.preview.lines + looked.preview.objects > 0
  return (
    <section className="merge" aria-label={words.title}>
      <p className="merge-advice">{words.advice}</p>
      {!hasFolders && <p className="merge-advice">{words.noFolders}</p>}
      <div className="merge-said" aria-live="polite">
        {looked && <LookAtCopy {...looked} />}
        {report && <MergeOutcome report={report} />}
      </div>
      {hasFolders && (
        <div className="merge-choices">
          {isWorthIt && (
            <Button look="primary" isPending={isRunning} onPress={() => void merging.merge()}>
              {words.merge}
            </Button>
          )}
          <Button isPending={isRunning || isLooking} onPress={() => void merging.choose()}>
            {looked ? words.chooseAnother : words.choose}
          </Button>
        </div>
      )}
      {(isRunning || isLooking) && <StoppableProgress label={doing} {...progress} />}
      {error && <TaskError error={error} />}
      {/* First what was chosen; what is open already waits. */}
      {!isRunning && !looked && <ConflictList />}
    </section>
  )
}
