import type { Job } from '../../../shared/contract/jobs.ts'
import { useAction } from '../../data/use-action.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'

/** How far a backup is, with a way to stop it. */
export function BackupProgress({ job: { id, doneBytes, totalBytes } }: { job: Job }) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const cancel = useAction('jobs.cancel')
  const detail = totalBytes !== null && words.progress(formats.bytes(doneBytes), formats.bytes(totalBytes))
  return (
    <div className="backup-progress">
      <ProgressBar label={words.running} done={doneBytes} total={totalBytes} detail={detail} />
      <Button size="small" onPress={() => void cancel.run({ job: id })}>
        {words.stop}
      </Button>
    </div>
  )
}
