import { useDeferredValue } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { readRecordId } from '../../data/record-id.ts'
import { useQuery } from '../../data/use-query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { later } from '../../ui/later.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import type { RecordParts } from './record-parts.ts'
import { usePanelsOpen } from './use-panels-open.ts'
import './records.css'

export interface RecordPaneProps {
  /** From the address, so it may not name a record. */
  readonly id: string | null
  readonly parts: RecordParts
}

const RecordView = later(async () => (await import('./record-view.tsx')).RecordView, {
  waiting: () => <Loading />,
  place: 'pane',
})

/** The open record: its head, what it contains, and what is recorded about it. */
export function RecordPane({ id, parts }: RecordPaneProps) {
  const { records: words } = useMessages()
  const known = readRecordId(id)
  const panels = usePanelsOpen()
  if (id === null) return <EmptyState title={words.empty}>{words.emptyAdvice}</EmptyState>
  if (known === null) return <EmptyState title={words.unknown(id)}>{words.emptyAdvice}</EmptyState>
  return <OpenRecord key={known} id={known} parts={parts} panels={panels} />
}

interface OpenRecordProps {
  readonly id: RecordId
  readonly parts: RecordParts
  /** Whether the panels are open, and the function that changes it. */
  readonly panels: ReturnType<typeof usePanelsOpen>
}

function OpenRecord({ id, parts, panels }: OpenRecordProps) {
  const { records: words } = useMessages()
  const { value, error } = useQuery('records.get', { id })
  // Rendered in slices when it arrives, because it has many fields; after that at once, so that no edit is based on
  // old values.
  const hasArrived = useDeferredValue(value !== undefined)
  const record = hasArrived ? value : undefined
  if (!record) {
    if (error?.code === 'records.not-found')
      return <EmptyState title={words.unknown(id)}>{words.emptyAdvice}</EmptyState>
    if (error) return <ErrorNote error={error} />
    return <Loading />
  }
  return <RecordView record={record} error={error} parts={parts} panels={panels} />
}

function Loading() {
  const { records: words } = useMessages()
  return <p className="record-loading">{words.loading}</p>
}
