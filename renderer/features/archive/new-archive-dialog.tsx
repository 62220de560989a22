import { useState } from 'react'
import type { Ticket } from '../../../shared/model/ids.ts'
import { startAddress } from '../../data/address.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Creates an archive and opens it. Only its title is asked for. */
export function NewArchiveDialog({ onClose }: { onClose(): void }) {
  const { archive: words, window: common } = useMessages()
  const shell = useShell()
  const [title, setTitle] = useState('')
  const [isToBeShared, setToBeShared] = useState(false)
  const [folder, setFolder] = useState<Ticket | null>(null)
  const { run, isPending, error } = useAction('archive.create')
  const isReady = title.trim() !== '' && !isPending
  const create = async () => {
    const result = await run({ title, folder: folder?.id, isToBeShared })
    if (!result.ok) return
    navigate(startAddress)
    onClose()
  }
  const choose = async () => setFolder((await shell.pickArchiveFolder()) ?? folder)
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
      isDismissable={title === ''}
    >
      <TextField
        label={words.title}
        hint={words.titleHint}
        value={title}
        onChange={setTitle}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that the user asked for
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && isReady && void create()}
      />
      <p className="archive-place">
        {folder ? words.placeChosen(folder.name) : words.place}{' '}
        {shell.platform === 'desktop' && (
          <Button look="link" onPress={() => void choose()}>
            {words.choosePlace}
          </Button>
        )}
      </p>
      <Checkbox isSelected={isToBeShared} onChange={setToBeShared}>
        {words.share}
      </Checkbox>
      <p className="archive-place">{isToBeShared ? words.shared : words.notShared}</p>
    </FormDialog>
  )
}
