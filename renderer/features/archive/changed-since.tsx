import type { ChangedRow, ChangedStep } from '../../../shared/contract/archive.ts'
import { comparison, type FieldChange } from '../../../shared/model/field-changes.ts'
import { useQuery } from '../../data/use-query.ts'
import { useValueWords } from '../../data/use-value-words.ts'
import { wordsOfTable } from '../../messages/table-words.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LongText } from '../../ui/long-text.tsx'
import { useStepWords } from './use-step-words.ts'
import './archive.css'

/** What to do with rows that were changed since. */
export type Choice = { readonly changed: 'ask' | 'overwrite' | 'skip'; readonly action?: string }

export interface ChangedSinceProps {
  readonly direction: 'undo' | 'redo'
  onChoose(choice: Choice): void
  onClose(): void
}

/** Shows what was changed after the act to be undone or redone, and asks what to do. */
export function ChangedSince({ direction, onChoose, onClose }: ChangedSinceProps) {
  const { archive: words } = useMessages()
  const { value, error } = useQuery('archive.undo-conflicts', { direction })
  const describe = useStepWords()
  const [anyway, rest, before] =
    direction === 'undo'
      ? [words.undoAnyway, words.undoRest, words.changedUndo]
      : [words.redoAnyway, words.redoRest, words.changedRedo]
  const action = value?.step.action
  return (
    <Dialog
      title={words.changedTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.cancel}
      size="wide"
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          {value && (
            <>
              <Button onPress={() => onChoose({ changed: 'overwrite', action })}>{anyway}</Button>
              <Button look="primary" onPress={() => onChoose({ changed: 'skip', action })}>
                {rest(value.rest)}
              </Button>
            </>
          )}
        </>
      }
    >
      {error && <ErrorNote error={error} />}
      {value === null && <p>{words.changedNone}</p>}
      {value && (
        <>
          <p>{before(describe(value.step))}</p>
          <ChangedRows step={value} />
          <p>{words.changedChoice(anyway, rest(value.rest))}</p>
        </>
      )}
    </Dialog>
  )
}

function ChangedRows({ step: { changed, rest, rows } }: { step: ChangedStep }) {
  const { archive: words } = useMessages()
  return (
    <>
      <p>
        {words.changedCount(changed, rest)} {rows.length < changed && words.changedFirst(rows.length)}
      </p>
      <ul>
        {rows.map((row) => (
          <li key={`${row.table} ${row.id}`} className="changed-row">
            <h3>
              <bdi dir="auto">{row.title}</bdi> <code className="changed-id">{row.id}</code>
            </h3>
            {row.isMade && <p>{words.changedWithdraw}</p>}
            {row.fields.map((field) => (
              <Changed key={field.field} row={row} field={field} />
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function Changed({
  row,
  field: { field, now, back, by },
}: {
  row: ChangedRow
  field: ChangedRow['fields'][number]
}) {
  const { archive: words } = useMessages()
  const formats = useFormats()
  return (
    <div className="changed-field">
      {comparison(field, now, back).map((part) => (
        <ChangedValues key={part.field} row={row} part={part} />
      ))}
      {by && (
        <p className="changed-by" title={formats.exactInstant(by.at)}>
          {words.changedBy(by.actor.name, formats.instant(by.at))}
        </p>
      )}
    </div>
  )
}

function ChangedValues({ row, part: { field, before, after } }: { row: ChangedRow; part: FieldChange }) {
  const catalogue = useMessages()
  const { archive: words, records } = catalogue
  const wordsOf = useFieldWords(row, field)
  const names: Readonly<Record<string, string>> = {
    ...records.fields,
    ...wordsOfTable(catalogue, row.table).fields,
  }
  return (
    <dl className="changed-values">
      <dt>{names[field] ?? field}</dt>
      <dd>
        <ChangedValue label={words.changedNow} text={wordsOf(before)} />
        {!row.isMade && <ChangedValue label={words.changedBack} text={wordsOf(after)} />}
      </dd>
    </dl>
  )
}

/** Tags and other rows say “withdrawn” as yes or no, and their place as their parent. */
function useFieldWords(row: ChangedRow, field: string): (value: unknown) => string {
  const { archive: words } = useMessages()
  const { value: tags = [] } = useQuery('tags.list', {})
  const paths = new Map<string, string>(tags.map((tag) => [tag.id, tag.path]))
  const wordsOf = useValueWords(field === 'parent' ? 'tags' : field, paths)
  if (field !== 'withdrawn') return wordsOf
  return (value) => {
    if (!value) return words.changedListed
    return row.table === 'records' ? `${words.changedWithdrawn}: ${wordsOf(value)}` : words.changedWithdrawn
  }
}

function ChangedValue({ label, text }: { label: string; text: string }) {
  const { records: words } = useMessages()
  return (
    <div className="changed-value">
      <span className="changed-label">{label}</span>
      <span>
        <LongText length={text.length} moreLabel={words.showAll} lessLabel={words.showLess}>
          <bdi dir="auto">{text}</bdi>
        </LongText>
      </span>
    </div>
  )
}
