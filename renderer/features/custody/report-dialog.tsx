import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand } from '../../data/commands.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ReportButtons } from './report-buttons.tsx'
import './custody.css'

/** One custody report of many records, from wherever one is in the window. */
export function ReportDialog({ ids }: { ids: readonly RecordId[] }) {
  const { custody: words, window } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'custody.report',
    label: words.reportOf(ids.length),
    group: window.groupList,
    isDisabled: ids.length === 0,
    run: () => setOpen(true),
  })
  return (
    <Dialog
      title={words.reportTitle(ids.length)}
      isOpen={isOpen && ids.length > 0}
      onClose={() => setOpen(false)}
      closeLabel={window.close}
    >
      <ReportButtons ids={ids} />
    </Dialog>
  )
}
