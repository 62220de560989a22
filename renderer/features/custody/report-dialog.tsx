import type { RecordId } from '../../../shared/model/ids.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ReportButtons } from './report-buttons.tsx'
import './custody.css'

export interface ReportDialogProps {
  readonly ids: readonly RecordId[]
  onClose(): void
}

/** One custody report on many records. */
export function ReportDialog({ ids, onClose }: ReportDialogProps) {
  const { custody: words, window } = useMessages()
  return (
    <Dialog title={words.reportTitle(ids.length)} isOpen onClose={onClose} closeLabel={window.close}>
      <ReportButtons ids={ids} />
    </Dialog>
  )
}
