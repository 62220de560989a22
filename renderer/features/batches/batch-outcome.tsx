import type { BatchResult } from '../../../shared/contract/batches.ts'
import { useStopJob } from '../../data/use-job-progress.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { LeftOut } from './left-out.tsx'
import { SummaryList } from './summary-list.tsx'
import { useSaveTable } from './use-save-table.ts'

export interface BatchOutcomeProps {
  readonly job: string
  /** Called when a line leads to its search. */
  onGo(): void
  onAnother(): void
}

/** A batch while it runs, and what it found. */
export function BatchOutcome({ job, onGo, onAnother }: BatchOutcomeProps) {
  const { batch: words } = useMessages()
  const { value: result, error } = useQuery('batches.result', { job })
  if (error)
    return (
      <ErrorNote error={error}>
        <Button onPress={onAnother}>{words.another}</Button>
      </ErrorNote>
    )
  if (!result) return <Progress job={job} />
  return (
    <>
      <Sum result={result} />
      <LeftOut problems={result.problems} />
      <SummaryList summaries={result.summaries} onGo={onGo} />
      <Foot job={job} onAnother={onAnother} />
    </>
  )
}

function Progress({ job: id }: { job: string }) {
  const { batch: words } = useMessages()
  const formats = useFormats()
  const job = useJobs().find((each) => each.id === id)
  const stop = useStopJob(job)
  const { doneFiles = 0, totalFiles = null, current = '' } = job ?? {}
  return (
    <div className="batch-progress">
      <ProgressBar
        label={words.searching}
        done={doneFiles}
        total={totalFiles}
        detail={
          totalFiles === null
            ? words.waiting
            : words.progress(formats.number(doneFiles), formats.number(totalFiles))
        }
      />
      <p className="batch-current">
        <bdi dir="auto">{current}</bdi>
      </p>
      {stop && (
        // The element that had the focus is gone.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        <Button size="small" autoFocus isDisabled={stop.isStopping} onPress={stop.run}>
          {stop.label}
        </Button>
      )}
    </div>
  )
}

function Sum({ result: { summaries, cancelled, queries } }: { result: BatchResult }) {
  const { batch: words } = useMessages()
  const found = summaries.filter(({ total }) => total !== null && total > 0).length
  return (
    <div className="batch-sum" aria-live="polite">
      <p className="batch-counts">
        {summaries.length > 0 ? words.sum(summaries.length, found) : words.nothing}
      </p>
      {cancelled && <p className="batch-stopped">{words.stopped(summaries.length, queries)}</p>}
    </div>
  )
}

function Foot({ job, onAnother }: { job: string; onAnother(): void }) {
  const { batch: words } = useMessages()
  const { save, isPending, error } = useSaveTable(job)
  return (
    <>
      <div className="batch-foot">
        <Button onPress={onAnother}>{words.another}</Button>
        <span className="batch-save">
          <Button isDisabled={isPending} onPress={() => void save('json')}>
            {words.saveJson}
          </Button>
          <Button look="primary" isDisabled={isPending} onPress={() => void save('csv')}>
            {words.saveCsv}
          </Button>
        </span>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  )
}
