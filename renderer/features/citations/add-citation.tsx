import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { later } from '../../ui/later.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import type { CitationDraft } from './draft.ts'

const CitationDialog = later(async () => (await import('./citation-dialog.tsx')).CitationDialog)

/** Offers adding a citation by form, and shows the form on request. */
export function AddCitation() {
  const { citations: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  // Kept while the form is closed, so that one Escape too many loses nothing; only Cancel drops it.
  const [draft, setDraft] = useState<CitationDraft | null>(null)
  const isReadOnly = useQuery('archive.describe', {}).value?.readOnly ?? false
  useCommand({
    id: 'citations.add',
    label: words.addTitle,
    group: words.group,
    isDisabled: isReadOnly,
    run: () => setOpen(true),
  })
  return isOpen && <CitationDialog draft={draft} onChange={setDraft} onClose={() => setOpen(false)} />
}
