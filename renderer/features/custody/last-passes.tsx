import type { VerifyPass, VerifyPasses } from '../../../shared/contract/custody.ts'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/**
 * When the archive was last verified and with what result, what is unfinished, and when the next scheduled one runs.
 */
export function LastPasses({ passes }: { passes: VerifyPasses }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const { lastFull, lastQuick, unfinished, dueAt, isDue } = passes
  const outcome = (pass: VerifyPass) => {
    const at = formats.instant(pass.endedAt)
    return pass.intact ? words.passed(at) : words.failed(at, pass.damages)
  }
  const planned = dueAt === null ? words.notDue : words.dueFrom(formats.instant(dueAt))
  return (
    <FieldRows>
      <FieldRow label={words.lastFull}>{lastFull ? outcome(lastFull) : words.never}</FieldRow>
      {lastQuick && <FieldRow label={words.lastQuick}>{outcome(lastQuick)}</FieldRow>}
      {unfinished && (
        <FieldRow label={words.unfinished}>
          {words.goesOn(
            formats.instant(unfinished.startedAt),
            formats.bytes(unfinished.doneBytes),
            formats.bytes(unfinished.totalBytes),
          )}
        </FieldRow>
      )}
      <FieldRow label={words.next}>{isDue ? words.dueNow : planned}</FieldRow>
    </FieldRows>
  )
}
