import { useState } from 'react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { withDescendants } from './tag-nodes.ts'
import { useTagChanges } from './use-tag-changes.ts'

const TOP = 'top'

export interface MoveTagDialogProps {
  tag: ListedTag
  tags: readonly ListedTag[]
  onClose(): void
}

/** Moves a tag, with everything under it, under another tag or to the top. */
export function MoveTagDialog({ tag, tags, onClose }: MoveTagDialogProps) {
  const { tags: words, window: common } = useMessages()
  const [parent, setParent] = useState<string>(tag.parent ?? TOP)
  const { move, error } = useTagChanges()
  const own = withDescendants(tag.id, tags)
  const choices = [
    { id: TOP, label: words.moveTop },
    ...tags.filter((each) => !own.has(each.id)).map((each) => ({ id: each.id as string, label: each.path })),
  ]
  const save = async () => {
    const target = tags.find((each) => each.id === parent)
    if (await move(tag, target?.id ?? null)) onClose()
  }
  return (
    <FormDialog
      title={words.moveTitle(tag.label)}
      onClose={onClose}
      closeLabel={common.close}
      cancelLabel={common.cancel}
      doLabel={words.moveDo}
      isReady={parent !== (tag.parent ?? TOP)}
      onDo={() => void save()}
      error={error}
    >
      <Select label={words.moveUnder} choices={choices} value={parent} onChange={setParent} />
    </FormDialog>
  )
}
