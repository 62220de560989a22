import type { Job } from '../../../shared/contract/jobs.ts'
import { useAction } from '../../data/use-action.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/close-icon.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { useImports } from './imports-provider.tsx'
import './imports.css'

/** The running tasks, and the last import that ended, at the foot of the side pane. */
export function JobsStrip() {
  const { imports: words } = useMessages()
  const jobs = useJobs()
  const running = jobs.filter((job) => job.state === 'running')
  const last = jobs.findLast((job) => job.kind === 'import' && job.state !== 'running')
  if (running.length === 0 && !last) return null
  return (
    <section className="jobs" aria-label={words.jobs}>
      {running.map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      {last && running.length === 0 && <EndedImport job={last} />}
    </section>
  )
}

function RunningJob({ job }: { job: Job }) {
  const { imports: words } = useMessages()
  const cancel = useAction('jobs.cancel')
  const [done, total] =
    job.totalBytes === null ? [job.doneFiles, job.totalFiles] : [job.doneBytes, job.totalBytes]
  return (
    <div className="job">
      <ProgressBar
        label={words.kinds[job.kind]}
        done={done}
        total={total}
        detail={total === null || total === 0 ? words.counting : words.percent(done / total)}
      />
      {job.kind !== 'index' && (
        <IconButton
          label={`${words.cancel}: ${words.kinds[job.kind]}`}
          size="small"
          onPress={() => void cancel.run({ job: job.id })}
        >
          <CloseIcon />
        </IconButton>
      )}
    </div>
  )
}

function EndedImport({ job }: { job: Job }) {
  const { imports: words } = useMessages()
  const { showResult } = useImports()
  return (
    <div className="job job--ended">
      <span>
        {words.kinds.import}: {words.states[job.state]}
      </span>
      <Button look="link" size="small" onPress={() => showResult(job.id)}>
        {words.showResult}
      </Button>
    </div>
  )
}
