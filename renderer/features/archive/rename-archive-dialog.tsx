import { useState } from 'react'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Changes the title of the open archive; its folder keeps its name. */
export function RenameArchiveDialog({ title, onClose }: { title: string; onClose(): void }) {
  const { archive: words, window: common } = useMessages()
  const [draft, setDraft] = useState(title)
  const { run, isPending, error } = useAction('archive.rename')
  const isReady = draft.trim() !== '' && draft.trim() !== title && !isPending
  const rename = async () => {
    const result = await run({ title: draft })
    if (result.ok) onClose()
  }
  return (
    <FormDialog
      title={words.renameTitle}
      onClose={onClose}
      closeLabel={common.close}
      cancelLabel={common.cancel}
      doLabel={common.save}
      isReady={isReady}
      onDo={() => void rename()}
      error={error}
    >
      <TextField
        label={words.title}
        value={draft}
        onChange={setDraft}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that the user asked for
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && isReady && void rename()}
      />
    </FormDialog>
  )
}
