import type { Conflict } from '../../../shared/contract/merges.ts'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ConflictingRow } from './conflicting-row.tsx'

/** How many are shown at once; nobody decides by scrolling through more. */
const SHOWN = 50

/** The fields that both copies changed, each with both values and a choice. */
export function ConflictList() {
  const { merge: words } = useMessages()
  const { value: conflicts } = useQuery('merges.conflicts', {})
  const { run, error, isPending } = useAction('merges.resolve')
  if (!conflicts) return null
  if (conflicts.length === 0) return <p className="merge-advice">{words.nothingToDecide}</p>
  const decide = (choices: { conflict: string; take: 'mine' | 'theirs' }[]) => void run({ choices })
  const standing = conflicts.flatMap(({ id, wins }) =>
    wins === 'neither' ? [] : [{ conflict: id, take: wins }],
  )
  return (
    <>
      <header className="merge-head">
        <div>
          <h3>{words.conflicts(conflicts.length)}</h3>
          <p className="merge-advice">{words.conflictsAdvice}</p>
        </div>
        {standing.length > 1 && (
          <Button size="small" isPending={isPending} onPress={() => decide(standing)}>
            {words.keepAll}
          </Button>
        )}
      </header>
      {error && <ErrorNote error={error} />}
      <ul className="conflicts">
        {byRow(conflicts.slice(0, SHOWN)).map((fields) => (
          <ConflictingRow
            key={`${fields[0].table} ${fields[0].row}`}
            fields={fields}
            isPending={isPending}
            onTake={(conflict, take) => decide([{ conflict, take }])}
          />
        ))}
      </ul>
      {conflicts.length > SHOWN && <p className="merge-advice">{words.more(conflicts.length - SHOWN)}</p>}
    </>
  )
}

/** Groups the conflicts by row, in the order in which the rows first appear. */
function byRow(conflicts: readonly Conflict[]): [Conflict, ...Conflict[]][] {
  const rows = new Map<string, [Conflict, ...Conflict[]]>()
  for (const each of conflicts) {
    const key = `${each.table} ${each.row}`
    const before = rows.get(key)
    if (before) before.push(each)
    else rows.set(key, [each])
  }
  return [...rows.values()]
}
