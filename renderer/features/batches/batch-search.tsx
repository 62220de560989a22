import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { BatchOutcome } from './batch-outcome.tsx'
import { ListForm } from './list-form.tsx'
import './batches.css'

/** Searching for a whole list of queries at once. What was found stays until another list is taken. */
export function BatchSearch() {
  const { value: archive } = useQuery('archive.describe', {})
  // What was found in one archive says nothing of another.
  return archive ? <BatchDialog key={archive.id} /> : null
}

function BatchDialog() {
  const { batch: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const [job, setJob] = useState<string | null>(null)
  const [text, setText] = useState('')
  useCommand({ id: 'batch.open', label: words.open, group: common.groupMoving, run: () => setOpen(true) })
  const close = () => setOpen(false)
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      size="wide"
      isDismissable={job !== null || text.trim() === ''}
      onClose={close}
      closeLabel={common.close}
    >
      {job === null ? (
        <ListForm text={text} onText={setText} onStarted={setJob} />
      ) : (
        <BatchOutcome key={job} job={job} onGo={close} onAnother={() => setJob(null)} />
      )}
    </Dialog>
  )
}
