import type { Conflict } from '../../../shared/contract/merges.ts'
import { comparison } from '../../../shared/model/field-changes.ts'
import { useQuery } from '../../data/use-query.ts'
import { useValueWords } from '../../data/use-value-words.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { LongText } from '../../ui/long-text.tsx'

interface ConflictSideCardProps {
  readonly conflict: Conflict
  readonly side: 'mine' | 'theirs'
  readonly fieldName: string
  readonly isPending: boolean
  onTake(): void
}

/** What one copy made of a field, by whom and when, and the button that chooses it. */
export function ConflictSideCard({ conflict, side, fieldName, isPending, onTake }: ConflictSideCardProps) {
  const { merge: words } = useMessages()
  const formats = useFormats()
  const { by } = conflict[side]
  const stands = conflict.wins === side
  const [label, choice] = [words[side], stands ? words.keepMine : words.takeMine]
  return (
    <fieldset className={`conflict-side ${stands ? 'conflict-side--stands' : ''}`} aria-label={label}>
      <p className="conflict-label">
        {label}
        {stands && <span className="conflict-stands">{words.stands}</span>}
      </p>
      <div className="conflict-value">
        {partsOf(conflict, side).map(({ field, value }) => (
          <PartOfValue key={field} conflict={conflict} field={field} value={value} />
        ))}
      </div>
      <p className="conflict-by" title={formats.exactInstant(by.at)}>
        {words.by(by.actor.name, formats.instant(by.at))}
      </p>
      <Button
        size="small"
        isPending={isPending}
        aria-label={`${choice}: ${words.take(fieldName, label)}`}
        onPress={onTake}
      >
        {choice}
      </Button>
    </fieldset>
  )
}

/** In a group of fields, such as a verification, the parts that differ. */
function partsOf({ field, mine, theirs }: Conflict, side: 'mine' | 'theirs') {
  if (field === 'withdrawn') return [{ field, value: side === 'mine' ? mine.value : theirs.value }]
  const parts = comparison(field, mine.value, theirs.value)
  return parts.map((part) => ({ field: part.field, value: side === 'mine' ? part.before : part.after }))
}

function PartOfValue({ conflict, field, value }: { conflict: Conflict; field: string; value: unknown }) {
  const { records } = useMessages()
  const wordsOf = usePartWords(conflict, field)
  const names: Readonly<Record<string, string>> = records.fields
  // Each in its own direction: names in two scripts on one line would swap places.
  const items = Array.isArray(value) && value.length > 0 ? value.map((each) => [each]) : [value]
  return (
    <>
      {field !== conflict.field && <p className="conflict-part">{names[field] ?? field}</p>}
      {items.map((each, at) => (
        <PlainText key={at} text={wordsOf(each)} />
      ))}
    </>
  )
}

function PlainText({ text }: { text: string }) {
  const { records } = useMessages()
  return (
    <LongText length={text.length} moreLabel={records.showAll} lessLabel={records.showLess}>
      <bdi dir="auto">{text}</bdi>
    </LongText>
  )
}

/** Rows that are not records say “withdrawn” as yes or no, and their place as their parent. */
function usePartWords({ table }: Conflict, field: string): (value: unknown) => string {
  const { merge: words } = useMessages()
  const { value: tags = [] } = useQuery('tags.list', {})
  const paths = new Map<string, string>(tags.map((tag) => [tag.id, tag.path]))
  const wordsOf = useValueWords(field === 'parent' ? 'tags' : field, paths)
  if (field !== 'withdrawn') return wordsOf
  return (value) => {
    if (!value) return words.listed
    return table === 'records' ? `${words.withdrawn}: ${wordsOf(value)}` : words.withdrawn
  }
}
