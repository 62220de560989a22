import { isEmpty, type FieldChange } from '../../../shared/model/field-changes.ts'
import { useValueWords } from '../../data/use-value-words.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { LongText } from '../../ui/long-text.tsx'

export interface FieldChangeLineProps {
  readonly change: FieldChange
  /** The record began with this value, so there is none before it. */
  readonly isCreation: boolean
  readonly tagPaths: ReadonlyMap<string, string>
}

/** One field of a change: before → after, or what was added and removed. */
export function FieldChangeLine({ change, isCreation, tagPaths }: FieldChangeLineProps) {
  const { records: words } = useMessages()
  const wordsOf = useValueWords(change.field, tagPaths)
  const isList = change.added.length > 0 || change.removed.length > 0
  return (
    <li className="history-change">
      <span className="history-field">{words.fields[change.field] ?? change.field}</span>
      <div className="history-values">
        {isList ? (
          <>
            {change.removed.length > 0 && (
              <Value as="del" label={words.removed} text={wordsOf(change.removed)} isLabelled />
            )}
            {change.added.length > 0 && (
              <Value as="ins" label={words.added} text={wordsOf(change.added)} isLabelled />
            )}
          </>
        ) : (
          <>
            {!isCreation && (
              <Value
                as={isEmpty(change.before) ? 'span' : 'del'}
                label={words.before}
                text={wordsOf(change.before)}
              />
            )}
            <Value as="ins" label={words.after} text={wordsOf(change.after)} hasArrow={!isCreation} />
          </>
        )}
      </div>
    </li>
  )
}

interface ValueProps {
  /** `span` when there was nothing that could be struck through. */
  readonly as: 'del' | 'ins' | 'span'
  readonly label: string
  readonly text: string
  readonly isLabelled?: boolean
  readonly hasArrow?: boolean
}

/** A longer text would be unreadable if struck through: its label distinguishes it. */
const LINE_LENGTH = 80

function Value({ as: Part, label, text, isLabelled, hasArrow }: ValueProps) {
  const { records: words } = useMessages()
  const isLong = text.length > LINE_LENGTH
  return (
    <div className={isLong ? 'history-value history-value--long' : 'history-value'}>
      {hasArrow && !isLong && <span aria-hidden="true">→ </span>}
      <span className={isLabelled || isLong ? 'history-label' : 'ui-spoken'}>{label}: </span>
      <LongText length={text.length} moreLabel={words.showAll} lessLabel={words.showLess}>
        <Part dir="auto">{text}</Part>
      </LongText>
    </div>
  )
}
