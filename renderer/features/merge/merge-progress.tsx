import { useStopJob } from '../../data/use-stop-job.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import type { Merging } from './use-merge.ts'

/** How far a merge is, with a way to stop it as long as nothing was put together. */
export function MergeProgress({ merging: { job, isLooking } }: { merging: Merging }) {
  const { merge: words } = useMessages()
  const formats = useFormats()
  const { isStopping, stop } = useStopJob(job)
  const { doneBytes: done = 0, totalBytes: total = null } = job ?? {}
  return (
    <StoppableProgress
      label={isLooking ? words.looking : job ? words.running : words.joining}
      done={done}
      total={total}
      detail={total !== null && words.progress(formats.bytes(done), formats.bytes(total))}
      stop={job ? { label: isStopping ? words.stopping : words.stop, isStopping, run: stop } : null}
    />
  )
}
