import { useDeferredValue, useRef, useState } from 'react'
import { RecordId } from '../../../shared/model/ids.ts'
import { useQuery } from '../../data/use-query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { isCitationRead } from './is-citation-read.ts'
import { RecordHead } from './record-head.tsx'
import { RecordPanels } from './record-panels.tsx'
import type { RecordParts } from './record-parts.ts'
import { usePanelsOpen } from './use-panels-open.ts'
import './records.css'

export interface RecordPaneProps {
  /** From the address, so it may name nothing. */
  readonly id: string | null
  readonly parts: RecordParts
}

/** The open record: its head, what it holds, and what is recorded about it. */
export function RecordPane({ id, parts }: RecordPaneProps) {
  const { records: words } = useMessages()
  const known = RecordId.safeParse(id)
  const panels = usePanelsOpen()
  if (id === null) return <EmptyState title={words.empty}>{words.emptyAdvice}</EmptyState>
  if (!known.success) return <EmptyState title={words.unknown(id)}>{words.emptyAdvice}</EmptyState>
  return <OpenRecord key={known.data} id={known.data} parts={parts} panels={panels} />
}

interface OpenRecordProps {
  readonly id: RecordId
  readonly parts: RecordParts
  /** Whether the panels are open, and what changes it. */
  readonly panels: ReturnType<typeof usePanelsOpen>
}

function OpenRecord({ id, parts, panels: [isOpen, setOpen] }: OpenRecordProps) {
  const { records: words } = useMessages()
  const { value, error } = useQuery('records.get', { id })
  // Drawn in slices when it arrives, for it has many fields; from then on at once, so that no edit is made of old values.
  const hasArrived = useDeferredValue(value !== undefined)
  const record = hasArrived ? value : undefined
  const place = useRef('')
  const [onPlace] = useState(() => (locator: string) => {
    place.current = locator
  })
  if (!record) {
    if (error?.code === 'records.not-found')
      return <EmptyState title={words.unknown(id)}>{words.emptyAdvice}</EmptyState>
    if (error) return <ErrorNote error={error} />
    return <p className="record-loading">{words.loading}</p>
  }
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
