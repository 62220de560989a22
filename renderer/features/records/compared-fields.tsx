import type { FieldComparison } from '../../../shared/contract/records.ts'
import { useValueWords } from '../../data/use-value-words.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { DiffedText } from '../../ui/diffed-text.tsx'

/** Fields that differ between two versions: texts word by word, lists by what was added and removed. */
export function ComparedFields({ fields }: { fields: readonly FieldComparison[] }) {
  const { records: words } = useMessages()
  return (
    <dl className="compared">
      {fields.map((field) => (
        <div className="compared-field" key={field.field}>
          <dt className="history-field">{words.fields[field.field] ?? field.field}</dt>
          <dd>
            <ComparedValue field={field} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Tags come with their paths. */
const noPaths: ReadonlyMap<string, string> = new Map()

function ComparedValue({ field: { field, before, after, words: parts, list } }: { field: FieldComparison }) {
  const { records: words } = useMessages()
  const wordsOf = useValueWords(field, noPaths)
  const labels = { removed: words.wordRemoved, added: words.wordAdded, end: words.wordEnd }
  if (parts) return <DiffedText parts={parts} labels={labels} />
  const [removed, added] = list ? [list.removed, list.added] : [[before], [after]]
  const changes = [
    ...removed.map((value) => ({ kind: 'removed' as const, text: wordsOf(value) })),
    ...added.map((value) => ({ kind: 'added' as const, text: wordsOf(value) })),
  ]
  if (list && changes.length === 0)
    return (
      <>
        {words.otherOrder} <bdi dir="auto">{wordsOf(after)}</bdi>
      </>
    )
  return (
    <ul>
      {changes.map((part) => (
        <li key={`${part.kind} ${part.text}`}>
          <DiffedText parts={[part]} labels={labels} />
        </li>
      ))}
    </ul>
  )
}
