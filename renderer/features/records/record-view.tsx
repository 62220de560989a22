import { useRef, useState } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { isCitationRead } from './is-citation-read.ts'
import { RecordHead } from './record-head.tsx'
import type { RecordParts } from './record-parts.ts'
import { RecordPanels } from './record-panels.tsx'
import type { usePanelsOpen } from './use-panels-open.ts'

export interface RecordViewProps {
  readonly record: HoldfastRecord
  /** Why the record could not be read again; what was read before is still shown. */
  readonly error: ErrorReport | null
  readonly parts: RecordParts
  readonly panels: ReturnType<typeof usePanelsOpen>
}

/** A record that has been read: its head, what it contains, and the panels about it. */
export function RecordView({ record, error, parts, panels: [isOpen, setOpen] }: RecordViewProps) {
  const { records: words } = useMessages()
  const place = useRef('')
  const [onPlace] = useState(() => (locator: string) => {
    place.current = locator
  })
  return (
    <article className="record" aria-label={record.title || words.untitled}>
      <RecordHead record={record} onCopyReference={() => parts.copyReference(record, place.current)} />
      {error && <ErrorNote error={error} />}
      <div className="record-body">
        <div className="record-reader">
          {isCitationRead(record) ? parts.citation(record) : parts.reader(record, onPlace)}
        </div>
        <RecordPanels record={record} parts={parts} isOpen={isOpen} onOpenChange={setOpen} />
      </div>
    </article>
  )
}
