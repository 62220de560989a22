import { useAction } from '../../data/use-action.ts'
import { useJobProgress } from '../../data/use-job-progress.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StoppableProgress } from '../../ui/stoppable-progress.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { LastPasses } from './last-passes.tsx'
import { VerifyOutcome } from './verify-outcome.tsx'

/**
 * Verifies everything again and says in plain words whether it is what was accessioned, and when that was last done.
 */
export function VerifyArchive() {
  const { custody: words } = useMessages()
  const { run, error } = useAction('custody.verify')
  const { value: passes } = useQuery('custody.passes', {})
  // Including one that was due and started automatically.
  const job = useJobs().findLast((each) => each.kind === 'verify' && each.state === 'running')
  const progress = useJobProgress(job, words.progress)
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
      {job && <StoppableProgress label={words.verifying} {...progress} />}
      {/* The user who stopped it knows; how to resume is said next to the button. */}
      {error && error.code !== 'custody.cancelled' && <ErrorNote error={error} />}
      <div aria-live="polite">{!job && passes?.report && <VerifyOutcome report={passes.report} />}</div>
    </section>
  )
}
