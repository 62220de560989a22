import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/close-icon.tsx'
import type { Marks } from './use-marks.ts'

/** The dialogs for many records at once, which belong to another feature. */
export interface BulkDialogs {
  editFields(ids: readonly RecordId[], onClose: () => void): ReactNode
  withdraw(ids: readonly RecordId[], onClose: () => void, onWithdrawn: () => void): ReactNode
}

/** What can be done with all marked records at once. */
export function BulkBar({ marks, dialogs }: { marks: Marks; dialogs: BulkDialogs }) {
  const { library, window: words } = useMessages()
  const run = useRunCommand()
  const [open, setOpen] = useState<'fields' | 'withdraw' | null>(null)
  const close = () => setOpen(null)
  // The core's own replies supplied the marked ids.
  const ids = [...marks.ids] as RecordId[]
  const group = words.groupList
  useCommand({ id: 'library.clear-marks', label: library.clearMarks, group, run: marks.clear })
  useCommand({
    id: 'library.set-fields',
    label: library.bulkFields,
    group,
    keys: ['S'],
    run: () => setOpen('fields'),
  })
  useCommand({
    id: 'library.withdraw-marked',
    label: library.bulkWithdraw,
    group,
    run: () => setOpen('withdraw'),
  })
  return (
    <fieldset className="library-bulk" aria-label={library.bulk}>
      <span className="library-bulk-count">{library.marked(ids.length)}</span>
      <Button size="small" onPress={() => run('tags.pick')}>
        {library.bulkTag}
      </Button>
      <Button size="small" onPress={() => setOpen('fields')}>
        {library.bulkFields}
      </Button>
      <Button size="small" onPress={() => run('custody.report')}>
        {library.bulkReport}
      </Button>
      <Button size="small" onPress={() => setOpen('withdraw')}>
        {library.bulkWithdraw}
      </Button>
      <IconButton label={library.clearMarks} size="small" onPress={marks.clear}>
        <CloseIcon />
      </IconButton>
      {open === 'fields' && dialogs.editFields(ids, close)}
      {open === 'withdraw' && dialogs.withdraw(ids, close, marks.clear)}
    </fieldset>
  )
}
