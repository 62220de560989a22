import type { HistoryEntry } from '../../../shared/contract/records.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useQuery } from '../../data/use-query.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** The first and the last line of the ledger that name the record. */
export function LedgerLines({ record }: { record: HoldfastRecord }) {
  const { custody: words, records } = useMessages()
  const formats = useFormats()
  const { value: entries = [], error } = useQuery('records.history', { id: record.id })
  const line = (entry: HistoryEntry) =>
    words.line(entry.device, entry.seq, formats.instant(entry.at), records.acts[entry.act])
  const [first, last] = [entries[0], entries.at(-1)]
  if (error) return <ErrorNote error={error} />
  if (!first || !last) return null
  return (
    <FieldRows>
      <FieldRow label={words.firstLine}>{line(first)}</FieldRow>
      <FieldRow label={words.lastLine}>{line(last)}</FieldRow>
    </FieldRows>
  )
}
