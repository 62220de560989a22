import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const ReportDialog = later(async () => (await import('./report-dialog.tsx')).ReportDialog)

/** Offers one custody report on many records, and shows its dialog on request. */
export function OpenReport({ ids }: { ids: readonly RecordId[] }) {
  const { custody: words, window } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'custody.report',
    label: words.reportOf(ids.length),
    group: window.groupList,
    isDisabled: ids.length === 0,
    run: () => setOpen(true),
  })
  return isOpen && ids.length > 0 && <ReportDialog ids={ids} onClose={() => setOpen(false)} />
}
