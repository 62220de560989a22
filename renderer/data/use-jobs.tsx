import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Job } from '../../shared/contract/jobs.ts'
import { callMethod } from './call-method.ts'
import { useShell } from './shell-provider.tsx'
import { useEvents } from './use-events.ts'

const JobsContext = createContext<readonly Job[]>([])

/** Follows every task from `progress` events, once for the window. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const shell = useShell()
  const [jobs, setJobs] = useState<readonly Job[]>([])
  useEffect(() => {
    void callMethod(shell, 'jobs.list', {}).then((result) => {
      if (result.ok) setJobs((shown) => withMissing(shown, result.value))
    })
  }, [shell])
  useEvents((event) => {
    if (event.event === 'progress') setJobs((shown) => withJob(shown, event.job))
    else if (event.tables.includes('*')) setJobs([])
  })
  return <JobsContext value={jobs}>{children}</JobsContext>
}

/** The tasks that are running, and those that have ended since the archive was opened, oldest first. */
export function useJobs(): readonly Job[] {
  return useContext(JobsContext)
}

function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const at = jobs.findIndex((each) => each.id === job.id)
  return at < 0 ? [...jobs, job] : jobs.with(at, job)
}

/** What an event has reported since is newer than the list, so the list only fills gaps. */
function withMissing(shown: readonly Job[], listed: readonly Job[]): readonly Job[] {
  return [...listed.filter((job) => !shown.some((each) => each.id === job.id)), ...shown]
}
