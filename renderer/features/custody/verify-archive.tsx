import { useAction } from '../../data/use-action.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { LastPasses } from './last-passes.tsx'
import { VerifyOutcome } from './verify-outcome.tsx'

/** Looks at everything again and says in plain words whether it is what was taken in, and when that was last done. */
export function VerifyArchive() {
  const { custody: words } = useMessages()
  const { run, error } = useAction('custody.verify')
  const { value: passes } = useQuery('custody.passes', {})
  // Also one that was due and began by itself.
  const job = useJobs().findLast((each) => each.kind === 'verify' && each.state === 'running')
  return (
    <section className="verify" aria-label={words.verify}>
      <div className="verify-choices">
        <Button isDisabled={job !== undefined} onPress={() => void run({ mode: 'full' })}>
          {words.verify}
        </Button>
        <Button isDisabled={job !== undefined} onPress={() => void run({ mode: 'quick' })}>
          {words.verifyQuick}
        </Button>
      </div>
      <p className="verify-advice">{words.verifyAdvice}</p>
      {passes && <LastPasses passes={passes} />}
      {job && <VerifyProgress id={job.id} done={job.doneBytes} total={job.totalBytes} />}
      {/* Who stopped it knows; how to go on is said beside the button. */}
      {error && error.code !== 'custody.cancelled' && <ErrorNote error={error} />}
      <div aria-live="polite">{!job && passes?.report && <VerifyOutcome report={passes.report} />}</div>
    </section>
  )
}

function VerifyProgress({ id, done, total }: { id: string; done: number; total: number | null }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const cancel = useAction('jobs.cancel')
  return (
    <div className="verify-progress">
      <ProgressBar
        label={words.verifying}
        done={done}
        total={total}
        detail={total !== null && words.progress(formats.bytes(done), formats.bytes(total))}
      />
      <Button size="small" onPress={() => void cancel.run({ job: id })}>
        {words.cancel}
      </Button>
    </div>
  )
}
