import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Gives every record of an import one tag, creating it if it does not exist. */
export function TagThese({ records }: { records: readonly RecordId[] }) {
  const { imports: words } = useMessages()
  const tags = useQuery('tags.list', {}).value ?? []
  const [path, setPath] = useState('')
  const [outcome, setOutcome] = useState('')
  const create = useAction('tags.create')
  const apply = useAction('tags.apply')
  const tag = async () => {
    const created = await create.run({ path })
    if (!created.ok) return
    const applied = await apply.run({ ids: [...records], add: [created.value.id] })
    if (!applied.ok) return
    setOutcome(words.tagged(records.length, path.trim()))
    setPath('')
  }
  const error = create.error ?? apply.error
  if (records.length === 0) return null
  return (
    <div className="tag-these">
      <ComboField
        label={words.tagThese}
        isLabelHidden
        placeholder={words.tagPath}
        value={path}
        onChange={(text) => {
          setPath(text)
          if (text !== '') setOutcome('')
        }}
        suggestions={tags.map((each) => ({ id: each.id, label: each.path, count: each.count }))}
      />
      <Button
        isDisabled={path.trim() === '' || create.isPending || apply.isPending}
        onPress={() => void tag()}
      >
        {words.tagDo(records.length)}
      </Button>
      <span aria-live="polite">{outcome}</span>
      {error && <ErrorNote error={error} />}
    </div>
  )
}
