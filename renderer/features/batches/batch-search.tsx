import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { BatchOutcome } from './batch-outcome.tsx'
import { ListForm } from './list-form.tsx'
import './batches.css'

export interface BatchSearchProps {
  /** The job whose outcome is shown; null while the list is being written. */
  readonly job: string | null
  readonly text: string
  onJob(job: string | null): void
  onText(text: string): void
  onClose(): void
}

/** Searches for a complete list of queries at once. */
export function BatchSearch({ job, text, onJob, onText, onClose }: BatchSearchProps) {
  const { batch: words, window: common } = useMessages()
  return (
    <Dialog
      title={words.title}
      isOpen
      size="wide"
      isDismissable={job !== null || text.trim() === ''}
      onClose={onClose}
      closeLabel={common.close}
    >
      {job === null ? (
        <ListForm text={text} onText={onText} onStarted={onJob} />
      ) : (
        <BatchOutcome key={job} job={job} onGo={onClose} onAnother={() => onJob(null)} />
      )}
    </Dialog>
  )
}
