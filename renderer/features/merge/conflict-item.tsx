import type { Conflict, ConflictSide } from '../../../shared/contract/merges.ts'
import { linkTo } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
import { useValueWords } from '../../data/use-value-words.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { LongText } from '../../ui/long-text.tsx'

interface ConflictItemProps {
  readonly conflict: Conflict
  readonly isPending: boolean
  onTake(side: 'mine' | 'theirs'): void
}

/** One field with what both copies made of it, side by side. */
export function ConflictItem({ conflict, isPending, onTake }: ConflictItemProps) {
  const { merge: words, records, archive } = useMessages()
  const { table, row, title, field } = conflict
  const names: Readonly<Record<string, string>> = { ...records.fields, ...archive.changedFields }
  const name = names[field] ?? field
  return (
    <li className="conflict">
      <h4>
        <bdi dir="auto">{title}</bdi>{' '}
        <span className="conflict-of">
          {words.tableNames[table]} {table === 'records' && <code>{row}</code>}
        </span>
      </h4>
      <p className="conflict-field">
        {name}
        {table === 'records' && (
          <a className="conflict-edit" href={linkTo({ record: row })}>
            {words.edit}
          </a>
        )}
      </p>
      <div className="conflict-sides">
        {(['mine', 'theirs'] as const).map((side) => (
          <Side
            key={side}
            conflict={conflict}
            label={words[side]}
            side={conflict[side]}
            stands={conflict.wins === side}
            isPending={isPending}
            fieldName={name}
            onTake={() => onTake(side)}
          />
        ))}
      </div>
    </li>
  )
}

interface SideProps {
  readonly conflict: Conflict
  readonly label: string
  readonly side: ConflictSide
  readonly stands: boolean
  readonly isPending: boolean
  readonly fieldName: string
  onTake(): void
}

function Side({ conflict, label, side: { value, by }, stands, isPending, fieldName, onTake }: SideProps) {
  const { merge: words, records } = useMessages()
  const formats = useFormats()
  const text = useSideWords(conflict)(value)
  return (
    <section className={`conflict-side ${stands ? 'conflict-side--stands' : ''}`} aria-label={label}>
      <p className="conflict-label">
        {label}
        {stands && <span className="conflict-stands">{words.stands}</span>}
      </p>
      <div className="conflict-value">
        <LongText length={text.length} moreLabel={records.showAll} lessLabel={records.showLess}>
          <bdi dir="auto">{text}</bdi>
        </LongText>
      </div>
      <p className="conflict-by" title={formats.exactInstant(by.at)}>
        {words.by(by.actor.name, formats.instant(by.at))}
      </p>
      <Button
        size="small"
        isDisabled={isPending}
        aria-label={`${stands ? words.keepMine : words.takeMine}: ${words.take(fieldName, label)}`}
        onPress={onTake}
      >
        {stands ? words.keepMine : words.takeMine}
      </Button>
    </section>
  )
}

/** Rows that are no records say “withdrawn” by yes or no, and where a tag is by its parent. */
function useSideWords({ table, field }: Conflict): (value: unknown) => string {
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
