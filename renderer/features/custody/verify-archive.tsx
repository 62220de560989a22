import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { Damage, VerifyReport } from '../../../shared/contract/custody.ts'
import { useAction } from '../../data/use-action.ts'
import { linkTo } from '../../data/use-address.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** Reads everything again and says in plain words whether it is what was taken in. */
export function VerifyArchive() {
  const { custody: words } = useMessages()
  const { run, isPending, error } = useAction('custody.verify')
  const [report, setReport] = useState<VerifyReport | null>(null)
  const verify = async () => {
    setReport(null)
    const result = await run({})
    if (result.ok) setReport(result.value)
  }
  return (
    <section className="verify" aria-label={words.verify}>
      <Button isDisabled={isPending} onPress={() => void verify()}>
        {words.verify}
      </Button>
      <p className="verify-advice">{words.verifyAdvice}</p>
      {isPending && <VerifyProgress />}
      {error && <ErrorNote error={error} />}
      <div aria-live="polite">{report && <Report report={report} />}</div>
    </section>
  )
}

function VerifyProgress() {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const job = useJobs().findLast((each) => each.kind === 'verify' && each.state === 'running')
  const cancel = useAction('jobs.cancel')
  const { doneBytes = 0, totalBytes = null } = job ?? {}
  return (
    <div className="verify-progress">
      <ProgressBar
        label={words.verifying}
        done={doneBytes}
        total={totalBytes}
        detail={totalBytes !== null && words.progress(formats.bytes(doneBytes), formats.bytes(totalBytes))}
      />
      {job && (
        <Button size="small" onPress={() => void cancel.run({ job: job.id })}>
          {words.cancel}
        </Button>
      )}
    </div>
  )
}

function Report({ report }: { report: VerifyReport }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const counts = [
    formats.number(report.objects),
    formats.bytes(report.objectBytes),
    formats.number(report.ledgerLines),
  ] as const
  if (report.intact)
    return (
      <p className="verify-intact">
        <CircleCheck size={16} aria-hidden="true" /> {words.intact(...counts)}
      </p>
    )
  return (
    <div className="verify-damaged">
      <p className="verify-damaged-title">
        <TriangleAlert size={16} aria-hidden="true" /> {words.damaged(report.damages.length)}
      </p>
      <p>{words.looked(...counts)}</p>
      <ul>
        {report.damages.map((damage) => (
          <DamageLine key={`${damage.kind} ${damage.file} ${damage.line ?? ''}`} damage={damage} />
        ))}
      </ul>
      <p>{words.damagedAdvice}</p>
    </div>
  )
}

function DamageLine({ damage }: { damage: Damage }) {
  const { custody: words } = useMessages()
  const place = damage.line === undefined ? words.inFile(damage.file) : words.atLine(damage.file, damage.line)
  return (
    <li>
      <b>{words.damages[damage.kind]}</b>
      <bdi className="verify-place" dir="ltr" title={damage.message}>
        {place}
      </bdi>
      {damage.record && <a href={linkTo({ record: damage.record })}>{words.ofRecord(damage.record)}</a>}
    </li>
  )
}
