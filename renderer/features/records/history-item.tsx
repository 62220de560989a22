import type { HistoryEntry } from '../../../shared/contract/records.ts'
import { fieldChanges, firstValues } from '../../../shared/model/field-changes.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { FieldChangeLine } from './field-change-line.tsx'

export interface HistoryItemProps {
  readonly entry: HistoryEntry
  readonly entries: readonly HistoryEntry[]
  /** It is one of the two to compare. */
  readonly isChosen: boolean
  onChoose(isChosen: boolean): void
  /** Missing when there is nothing to restore, or nothing may be changed. */
  readonly onRestore?: () => void
}

/** One change of a record: who, when, what before and after, and its place in the ledger. */
export function HistoryItem({ entry, entries, isChosen, onChoose, onRestore }: HistoryItemProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const { actor, act, at, device, seq, together } = entry
  const who = actor.name + (actor.type === 'software' ? ` (${words.software})` : '')
  const undone = entries.find((other) => other.action === entry.undoes)
  const when = formats.instant(at)
  return (
    <li className="history-item">
      <p className="history-head">
        <b>{words.acts[act]}</b> <bdi dir="auto">{words.by(who)}</bdi>{' '}
        <time dateTime={at} title={formats.exactInstant(at)}>
          {when}
        </time>
      </p>
      {undone && (
        <p className="history-undone">
          {(act === 'redo' ? words.didAgain : words.tookBack)(
            `${words.acts[undone.act]}, ${formats.instant(undone.at)}`,
          )}
        </p>
      )}
      {together > 1 && <p className="history-together">{words.together(together)}</p>}
      {entry.note && (
        <p className="history-note">
          <bdi dir="auto">{entry.note}</bdi>
        </p>
      )}
      <HistoryChanges entry={entry} />
      <div className="history-foot">
        <p className="history-line">
          <code aria-hidden="true">{words.ledgerPlace(device, seq)}</code>
          <span className="ui-spoken">{words.ledgerPlaceSpoken(device, seq)}</span>
          <span>{formats.exactInstant(at)}</span>
        </p>
        <span className="history-tools">
          {onRestore && (
            <Button look="link" size="small" aria-label={words.restoreOf(when)} onPress={onRestore}>
              {words.restore}
            </Button>
          )}
          <Checkbox label={words.chooseVersion(when)} isSelected={isChosen} onChange={onChoose}>
            {words.compare}
          </Checkbox>
        </span>
      </div>
    </li>
  )
}

function HistoryChanges({ entry }: { entry: HistoryEntry }) {
  const { records: words } = useMessages()
  const isCreation = entry.changes.some((change) => change.was === null)
  const tagPaths = new Map(Object.entries(entry.tagPaths))
  const fields = entry.changes.flatMap((change) => (isCreation ? firstValues : fieldChanges)(change))
  if (fields.length === 0) return <p className="history-undone">{words.nothingChanged}</p>
  return (
    <ul className="history-changes">
      {fields.map((field) => (
        <FieldChangeLine key={field.field} change={field} isCreation={isCreation} tagPaths={tagPaths} />
      ))}
    </ul>
  )
}
