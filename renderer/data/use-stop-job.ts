import { useState } from 'react'
import type { Job } from '../../shared/contract/jobs.ts'
import { useAction } from './use-action.ts'

/** Asks a task to stop. `isStopping` from then on until another task runs: it ends cleanly, which may take a moment. */
export function useStopJob(job: Job | undefined): { readonly isStopping: boolean; stop(): void } {
  const { run } = useAction('jobs.cancel')
  const [asked, setAsked] = useState<string | null>(null)
  return {
    isStopping: job !== undefined && asked === job.id,
    stop() {
      if (!job) return
      setAsked(job.id)
      void run({ job: job.id })
    },
  }
}
