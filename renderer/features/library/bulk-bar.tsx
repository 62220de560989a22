import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CloseSign } from '../../ui/dialog.tsx'
import type { Marks } from './use-marks.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** The form that sets fields of many records; it belongs to another feature. */
export type EditFields = (ids: readonly RecordId[], onClose: () => void) => ReactNode

/** What can be done with the marked records at once. */
export function BulkBar({ marks, editFields }: { marks: Marks; editFields: EditFields }) {
  const { library, window: words } = useMessages()
  const run = useRunCommand()
  const [open, setOpen] = useState<'fields' | 'withdraw' | null>(null)
  // Marks are made from the core's own answers.
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
        <CloseSign />
      </IconButton>
      {open === 'fields' && editFields(ids, () => setOpen(null))}
      {open === 'withdraw' && (
        <WithdrawDialog ids={ids} onClose={() => setOpen(null)} onWithdrawn={marks.clear} />
      )}
    </fieldset>
  )
}
