import type { Conflict } from '../../../shared/contract/merges.ts'
import { PlaceLink } from '../../data/place-link.tsx'
import { wordsOfTable } from '../../messages/table-words.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ConflictSideCard } from './conflict-side-card.tsx'

interface ConflictingRowProps {
  readonly fields: readonly [Conflict, ...Conflict[]]
  readonly isPending: boolean
  onTake(conflict: string, side: 'mine' | 'theirs'): void
}

/** A record or another row, with what both copies made of each field, side by side. */
export function ConflictingRow({ fields, isPending, onTake }: ConflictingRowProps) {
  const catalogue = useMessages()
  const { merge: words, records } = catalogue
  const { table, row, title } = fields[0]
  const { row: named, fields: own } = wordsOfTable(catalogue, table)
  const names: Readonly<Record<string, string>> = { ...records.fields, ...own }
  return (
    <li className="conflict">
      <header className="conflict-head">
        <h4>
          <bdi dir="auto">{title}</bdi>{' '}
          <span className="conflict-of">{table === 'records' ? <code>{row}</code> : named.heading}</span>
        </h4>
        {table === 'records' && (
          <PlaceLink className="conflict-edit" to={{ record: row }}>
            {words.edit}
          </PlaceLink>
        )}
      </header>
      {fields.map((conflict) => {
        const name = names[conflict.field] ?? conflict.field
        return (
          <fieldset key={conflict.id} aria-label={name}>
            <p className="conflict-field">{name}</p>
            <div className="conflict-sides">
              {(['mine', 'theirs'] as const).map((side) => (
                <ConflictSideCard
                  key={side}
                  conflict={conflict}
                  side={side}
                  fieldName={name}
                  isPending={isPending}
                  onTake={() => onTake(conflict.id, side)}
                />
              ))}
            </div>
          </fieldset>
        )
      })}
    </li>
  )
}
