import type { Job } from '../../../shared/contract/jobs.ts'
import { useStopJob } from '../../data/use-stop-job.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'

/** How far a backup or a restoring is, with a way to stop it. */
export function TaskProgress({ label, job }: { label: string; job: Job | undefined }) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const { isStopping, stop } = useStopJob(job)
  const { doneBytes: done = 0, totalBytes: total = null } = job ?? {}
  return (
    <StoppableProgress
      label={label}
      done={done}
      total={total}
      detail={total !== null && words.progress(formats.bytes(done), formats.bytes(total))}
      stop={job ? { label: isStopping ? words.stopping : words.stop, isStopping, run: stop } : null}
    />
  )
}
