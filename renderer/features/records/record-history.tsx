import type { HistoryEntry } from '../../../shared/contract/records.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useQuery } from '../../data/use-query.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { fieldChanges, firstValues } from '../../../shared/model/field-changes.ts'
import { FieldChangeLine } from './field-change-line.tsx'

/** Who changed what and when, the latest first, with the values before and after. */
export function RecordHistory({ record }: { record: HoldfastRecord }) {
  const { records: words } = useMessages()
  const { value: entries, error } = useQuery('records.history', { id: record.id })
  const tags = useQuery('tags.list', {}).value ?? []
  const paths = new Map<string, string>(tags.map((tag) => [tag.id, tag.path]))
  if (error) return <ErrorNote error={error} />
  if (!entries) return <p className="record-loading">{words.loading}</p>
  if (entries.length === 0) return <p className="history-empty">{words.historyEmpty}</p>
  return (
    <ol className="history" reversed>
      {entries.toReversed().map((entry) => (
        <HistoryItem key={`${entry.device} ${entry.seq}`} entry={entry} among={entries} tagPaths={paths} />
      ))}
    </ol>
  )
}

interface HistoryItemProps {
  readonly entry: HistoryEntry
  readonly among: readonly HistoryEntry[]
  readonly tagPaths: ReadonlyMap<string, string>
}

function HistoryItem({ entry, among, tagPaths }: HistoryItemProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const who = entry.actor.name + (entry.actor.type === 'software' ? ` (${words.software})` : '')
  const taken = among.find((other) => other.action === entry.undoes)
  const isBirth = entry.changes.some((change) => change.was === null)
  return (
    <li className="history-item">
      <p className="history-head">
        <b>{words.acts[entry.act]}</b> <span>{words.by(who)}</span>{' '}
        <time dateTime={entry.at} title={entry.at}>
          {formats.instant(entry.at)}
        </time>
      </p>
      {taken && (
        <p className="history-undone">
          {(entry.act === 'redo' ? words.didAgain : words.tookBack)(
            `${words.acts[taken.act]}, ${formats.instant(taken.at)}`,
          )}
        </p>
      )}
      {entry.note && (
        <p className="history-note">
          <bdi dir="auto">{entry.note}</bdi>
        </p>
      )}
      <ul className="history-changes">
        {entry.changes.flatMap((change) =>
          (isBirth ? firstValues : fieldChanges)(change).map((field) => (
            <FieldChangeLine key={field.field} change={field} isBirth={isBirth} tagPaths={tagPaths} />
          )),
        )}
      </ul>
      <p className="history-line">{words.ledgerLine(entry.device, entry.seq)}</p>
    </li>
  )
}
