import { useState } from 'react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Creates a tag with the parents its path needs. */
export function NewTagDialog({ under, onClose }: { under: ListedTag | null; onClose(): void }) {
  const { tags: words, window: common } = useMessages()
  const [path, setPath] = useState(under ? `${under.path}/` : '')
  const { run, isPending, error } = useAction('tags.create')
  const isReady = path.replace(/\/+$/, '').trim() !== (under?.path ?? '') && !isPending
  const create = async () => {
    const result = await run({ path })
    if (result.ok) onClose()
  }
  return (
    <FormDialog
      title={words.newTitle}
      onClose={onClose}
      closeLabel={common.close}
      cancelLabel={common.cancel}
      doLabel={words.create}
      isReady={isReady}
      onDo={() => void create()}
      error={error}
    >
      <TextField
        label={words.path}
        hint={words.pathHint}
        value={path}
        onChange={setPath}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that the user asked for
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && isReady && void create()}
      />
    </FormDialog>
  )
}
