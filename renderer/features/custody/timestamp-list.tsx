import { useState } from 'react'
import type { KeptTimestamp, TimestampFinding } from '../../../shared/contract/timestamps.ts'
import { bytesOf, saveFile } from '../../data/save-file.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** The external timestamps of the archive: requested, imported, and what each proves. */
export function TimestampList() {
  const { custody: words } = useMessages()
  const shell = useShell()
  const { value: kept = [], error } = useQuery('timestamps.list', {})
  const request = useAction('timestamps.request')
  const importAction = useAction('timestamps.import')
  const [rejected, setRejected] = useState<TimestampFinding | null>(null)
  const requestForHead = async () => {
    const result = await request.run({ of: 'head' })
    if (result.ok) saveFile(result.value.name, bytesOf(result.value.query))
  }
  const importResponse = async () => {
    const files = await shell.pickFiles()
    const answer = files.find(({ name }) => /\.(tsr|tst)$/i.test(name)) ?? files[0]
    if (!answer) return
    const roots = files.filter((file) => file !== answer).map(({ id }) => id)
    const result = await importAction.run({ answer: answer.id, roots })
    setRejected(result.ok && !result.value.kept ? result.value : null)
  }
  const problem = error ?? request.error ?? importAction.error
  return (
    <>
      <p className="health-advice">{words.stampAdvice}</p>
      {kept.length > 0 && (
        <ol className="stamps">
          {kept.map((each) => (
            <li key={`${each.device} ${each.seq}`}>
              <KeptStamp stamp={each} />
            </li>
          ))}
        </ol>
      )}
      <div className="health-actions">
        <Button isDisabled={request.isPending} onPress={() => void requestForHead()}>
          {words.stampAsk}
        </Button>
        <Button isDisabled={importAction.isPending} onPress={() => void importResponse()}>
          {words.stampTake}
        </Button>
      </div>
      {rejected && <RejectedTimestamp finding={rejected} />}
      {problem && <ErrorNote error={problem} />}
    </>
  )
}

function KeptStamp({ stamp }: { stamp: KeptTimestamp }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const what = 'object' in stamp.of ? words.stampOfObject(stamp.of.object.slice(0, 12)) : words.stampOfHead
  const time = stamp.provesExistenceBefore ?? stamp.statedTime
  const timeText = time === null ? words.stampNoTime : formats.instant(time)
  return (
    <>
      <p>
        <b>{what}</b>: {stamp.holds ? words.stampHolds(timeText) : words.stampOpen(timeText)}
      </p>
      <p className="health-advice">
        <bdi dir="auto">{stamp.authority ?? words.stampNobody}</bdi>
      </p>
      <Checks finding={stamp} />
    </>
  )
}

function RejectedTimestamp({ finding }: { finding: TimestampFinding }) {
  const { custody: words } = useMessages()
  return (
    <div className="health-decision" role="alert">
      <p>{words.stampRefused}</p>
      <Checks finding={finding} />
    </div>
  )
}

function Checks({ finding }: { finding: TimestampFinding }) {
  const { custody: words } = useMessages()
  return (
    <details className="stamp-checks">
      <summary>{words.stampChecks}</summary>
      <ul>
        {finding.checks.map(({ check, outcome, detail }) => (
          <li key={check}>
            <b>{words.stampCheckNames[check]}</b>: {words.stampOutcomes[outcome]}.{' '}
            <bdi dir="auto">{detail}</bdi>
          </li>
        ))}
      </ul>
    </details>
  )
}
