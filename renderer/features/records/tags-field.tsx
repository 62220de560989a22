import type { TagId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { FieldRow } from '../../ui/field-row.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { errorToast, useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { InPlace } from './in-place.tsx'
import { Values } from './list-fields.tsx'
import type { FieldGroupProps } from './field-group-props.ts'

/** The tags of a record by their full path; a path that does not exist yet is created. */
export function TagsField({ record, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  const tags = useQuery('tags.list', {}).value ?? []
  const paths = new Map(tags.map((tag) => [tag.id, tag.path]))
  const values = record.tags.map((id) => ({ id: id as string, label: paths.get(id) ?? id }))
  const change = useTagChange(record.id)
  return (
    <FieldRow label={words.fields.tags!}>
      <InPlace
        label={words.fields.tags!}
        spoken={values.map((value) => value.label).join(', ') || words.notRecorded}
        shown={<Values values={values.map((value) => value.label)} field="tag" />}
        isEmpty={values.length === 0}
        isReadOnly={isReadOnly}
      >
        {() => (
          <TokenField
            label={words.fields.tags!}
            isLabelHidden
            // The user has just asked to type here.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            placeholder={words.add(words.fields.tags!)}
            values={values}
            suggestions={tags.map((tag) => ({ id: tag.id as string, label: tag.path, count: tag.count }))}
            // The ids are those of tags.
            onAdd={({ id }) => change({ add: [id as TagId] })}
            onRemove={({ id }) => change({ remove: [id as TagId] })}
            onCreate={(path) => change({ create: path })}
            createLabel={words.createTag}
            removeLabel={words.removeValue}
          />
        )}
      </InPlace>
    </FieldRow>
  )
}

interface TagChange {
  readonly add?: TagId[]
  readonly remove?: TagId[]
  /** The path of a tag to create and add. */
  readonly create?: string
}

function useTagChange(id: FieldGroupProps['record']['id']): (change: TagChange) => void {
  const apply = useAction('tags.apply')
  const create = useAction('tags.create')
  const show = useToast()
  const run = async (change: TagChange) => {
    const created = change.create === undefined ? null : await create.run({ path: change.create })
    if (created && !created.ok) return created
    const add = created ? [created.value.id] : change.add
    return apply.run({ ids: [id], add, remove: change.remove })
  }
  return (change) => {
    void run(change).then((result) => {
      if (!result.ok) show(errorToast(result.error))
    })
  }
}
