import { useState } from 'react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Select } from '../../ui/select.tsx'
import { withDescendants } from './tag-nodes.ts'
import { useTagChanges } from './use-tag-changes.ts'

const TOP = 'top'

export interface MoveTagDialogProps {
  tag: ListedTag
  tags: readonly ListedTag[]
  onClose(): void
}

/** Puts a tag, with all under it, under another or at the top. */
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
  const footer = (
    <>
      <Button onPress={onClose}>{common.cancel}</Button>
      <Button look="primary" isDisabled={parent === (tag.parent ?? TOP)} onPress={() => void save()}>
        {words.moveDo}
      </Button>
    </>
  )
  return (
    <Dialog
      title={words.moveTitle(tag.label)}
      isOpen
      onClose={onClose}
      closeLabel={common.close}
      footer={footer}
    >
      <Select label={words.moveUnder} choices={choices} value={parent} onChange={setParent} />
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}
