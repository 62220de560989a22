import { useMessages } from '../../messages/use-messages.tsx'
import type { FieldChange } from '../../../shared/model/field-changes.ts'
import { useValueWords } from './value-words.ts'

export interface FieldChangeLineProps {
  readonly change: FieldChange
  /** The record began with this value, so there is no value before. */
  readonly isBirth: boolean
  readonly tagPaths: ReadonlyMap<string, string>
}

/** One field of a change: before → after, or what was added and removed. */
export function FieldChangeLine({ change, isBirth, tagPaths }: FieldChangeLineProps) {
  const { records: words } = useMessages()
  const wordsOf = useValueWords(change.field, tagPaths)
  const isList = change.added.length > 0 || change.removed.length > 0
  return (
    <li className="history-change">
      <span className="history-field">{words.fields[change.field] ?? change.field}</span>
      {isList ? (
        <>
          {change.added.length > 0 && <ListPart label={words.added} value={wordsOf(change.added)} />}
          {change.removed.length > 0 && <ListPart label={words.removed} value={wordsOf(change.removed)} />}
        </>
      ) : (
        <span className="history-values">
          {!isBirth && (
            <>
              <del aria-label={words.before}>
                <bdi dir="auto">{wordsOf(change.before)}</bdi>
              </del>
              <span aria-hidden="true"> → </span>
            </>
          )}
          <ins aria-label={words.after}>
            <bdi dir="auto">{wordsOf(change.after)}</bdi>
          </ins>
        </span>
      )}
    </li>
  )
}

function ListPart({ label, value }: { label: string; value: string }) {
  return (
    <span className="history-values">
      {label}: <bdi dir="auto">{value}</bdi>
    </span>
  )
}
