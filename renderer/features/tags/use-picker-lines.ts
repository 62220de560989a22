import { useMemo } from 'react'
import type { RecordId, TagId } from '../../../shared/model/ids.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { fold } from '../../../shared/text/fold.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useQueries } from '../../data/use-queries.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'

/** A tag that can be chosen, or the offer to create one. `on` says how many of the records have it. */
export interface PickerLine {
  readonly id: string
  readonly label: string
  readonly on: number
}

const CREATE = 'create'

export interface Picker {
  readonly lines: readonly PickerLine[]
  /** Adds the tag to all the records, or removes it if all have it. */
  choose(id: string): Promise<void>
  readonly error: ErrorReport | null
}

/** The tags whose path contains what was typed: those of the records first, then by path. */
export function usePickerLines(ids: readonly RecordId[], text: string): Picker {
  const { tags: words, window: common } = useMessages()
  const { value: tags } = useQuery('tags.list', {})
  const records = useQueries(
    'records.get',
    ids.map((id) => ({ id })),
  )
  const toast = useToast()
  const runCommand = useRunCommand()
  const apply = useAction('tags.apply')
  const create = useAction('tags.create')

  const typed = text.trim()
  const lines = useMemo(() => {
    const on = new Map<TagId, number>()
    for (const { value } of records) for (const tag of value?.tags ?? []) on.set(tag, (on.get(tag) ?? 0) + 1)
    const wanted = fold(typed)
    const found = (tags ?? [])
      .filter((tag) => fold(tag.path).includes(wanted))
      .map((tag) => ({ id: tag.id as string, label: tag.path, on: on.get(tag.id) ?? 0 }))
      .toSorted((one, other) => Math.sign(other.on) - Math.sign(one.on))
    const isKnown = found.some((line) => fold(line.label) === wanted)
    return typed === '' || isKnown ? found : [...found, { id: CREATE, label: words.createPath(typed), on: 0 }]
  }, [tags, records, typed, words])

  const changeTag = async (tag: TagId, label: string, isRemoval: boolean) => {
    const result = await apply.run({ ids: [...ids], [isRemoval ? 'remove' : 'add']: [tag] })
    if (!result.ok) return
    const message = isRemoval ? words.taken(ids.length, label) : words.added(ids.length, label)
    toast({ text: message, action: { label: common.undo, run: () => runCommand('archive.undo') } })
  }
  return {
    lines,
    error: apply.error ?? create.error,
    async choose(id) {
      if (id === CREATE) {
        const created = await create.run({ path: typed })
        if (created.ok) await changeTag(created.value.id, typed, false)
        return
      }
      const tag = tags?.find((each) => each.id === id)
      const line = lines.find((each) => each.id === id)
      if (tag && line) await changeTag(tag.id, tag.path, line.on === ids.length)
    },
  }
}
