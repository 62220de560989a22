import { useState } from 'react'
import type { Job } from '../../shared/contract/jobs.ts'
import { useFormats, useMessages } from '../messages/use-messages.tsx'
import { useAction } from './use-action.ts'

/** The button that stops a task. */
export interface StopButton {
  readonly label: string
  /** From the request to stop until another task runs: the task ends cleanly, which may take a moment. */
  readonly isStopping: boolean
  run(): void
}

/** The button that stops a task; null when no task is running that can be stopped. */
export function useStopJob(job: Job | undefined): StopButton | null {
  const { window: words } = useMessages()
  const { run } = useAction('jobs.cancel')
  const [stopRequested, setStopRequested] = useState<string | null>(null)
  if (!job) return null
  const isStopping = stopRequested === job.id
  return {
    label: isStopping ? words.stopping : words.stop,
    isStopping,
    run() {
      setStopRequested(job.id)
      void run({ job: job.id })
    },
  }
}

/** How many bytes of a task are done, in `words` for the two amounts, and the button that stops it. */
export function useJobProgress(job: Job | undefined, words: (done: string, total: string) => string) {
  const formats = useFormats()
  const stop = useStopJob(job)
  const { doneBytes: done = 0, totalBytes: total = null } = job ?? {}
  const detail = total === null ? null : words(formats.bytes(done), formats.bytes(total))
  return { done, total, detail, stop }
}
