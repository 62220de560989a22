import type { Hash } from '../../../shared/model/ids.ts'
import { bytesOf, saveFile } from '../../data/save-file.ts'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** The timestamps of one file, and a timestamp request for another; responses are imported on the health page. */
export function ObjectTimestamps({ hash }: { hash: Hash }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const { value: kept = [] } = useQuery('timestamps.list', {})
  const ask = useAction('timestamps.request')
  const save = async () => {
    const result = await ask.run({ of: hash })
    if (result.ok) saveFile(result.value.name, bytesOf(result.value.query))
  }
  return (
    <div className="object-stamps">
      {kept
        .filter(({ of }) => 'object' in of && of.object === hash)
        .map(({ device, seq, holds, provesExistenceBefore, statedTime }) => {
          const at = provesExistenceBefore ?? statedTime
          const time = at === null ? words.stampNoTime : formats.instant(at)
          return (
            <p key={`${device} ${seq}`} className="health-advice">
              {holds ? words.objectStamped(time) : words.objectStampOpen(time)}
            </p>
          )
        })}
      <Button look="link" size="small" isDisabled={ask.isPending} onPress={() => void save()}>
        {words.objectStamp}
      </Button>
      {ask.error && <ErrorNote error={ask.error} />}
    </div>
  )
}
