import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { later } from '../../ui/later.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { emptyStatement } from './statement-draft.ts'
import { useIsReadOnly } from './use-is-read-only.ts'

const StatementDialog = later(async () => (await import('./statement-dialog.tsx')).StatementDialog)

/** Offers adding a statement by pasting it, and shows the form for it on request. */
export function AddStatement() {
  const { records: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  // Kept while the form is closed, so that one Escape too many loses nothing; only Cancel drops it.
  const [draft, setDraft] = useState(emptyStatement)
  const isReadOnly = useIsReadOnly()
  useCommand({
    id: 'records.add-statement',
    label: words.statementTitle,
    group: words.group,
    isDisabled: isReadOnly,
    run: () => setOpen(true),
  })
  return isOpen && <StatementDialog draft={draft} onChange={setDraft} onClose={() => setOpen(false)} />
}
