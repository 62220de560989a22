import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const BatchSearch = later(async () => (await import('./batch-search.tsx')).BatchSearch)

/** Offers searching with a list, and shows its dialog on request. The results stay until the next list. */
export function OpenBatchSearch() {
  const { value: archive } = useQuery('archive.describe', {})
  // What was found in one archive says nothing about another.
  return archive ? <OfArchive key={archive.id} /> : null
}

function OfArchive() {
  const { batch: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const [job, setJob] = useState<string | null>(null)
  const [text, setText] = useState('')
  useCommand({ id: 'batch.open', label: words.open, group: common.groupMoving, run: () => setOpen(true) })
  return (
    isOpen && (
      <BatchSearch {...{ job, text }} onJob={setJob} onText={setText} onClose={() => setOpen(false)} />
    )
  )
}
