import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'

export interface WithdrawDialogProps {
  ids: readonly string[]
  onClose(): void
  onWithdrawn(): void
}

/** Asks why records leave the lists: the reason is part of their history. */
export function WithdrawDialog({ ids, onClose, onWithdrawn }: WithdrawDialogProps) {
  const { library, window: words } = useMessages()
  const toast = useToast()
  const runCommand = useRunCommand()
  const [reason, setReason] = useState('')
  const { run, isPending, error } = useAction('records.withdraw')

  const withdraw = async () => {
    // Ids come from the core's own answers.
    const result = await run({ ids: ids as RecordId[], reason })
    if (!result.ok) return
    const undo = { label: words.undo, run: () => runCommand('archive.undo') }
    toast({ text: library.withdrawn(ids.length), action: undo })
    onWithdrawn()
    onClose()
  }
  const footer = (
    <>
      <Button onPress={onClose}>{words.cancel}</Button>
      <Button look="primary" isDisabled={reason.trim() === '' || isPending} onPress={() => void withdraw()}>
        {library.withdrawDo}
      </Button>
    </>
  )
  return (
    <Dialog
      title={library.withdrawTitle(ids.length)}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      footer={footer}
    >
      <p>{library.withdrawText}</p>
      <TextField
        label={library.withdrawReason}
        hint={library.withdrawReasonHint}
        value={reason}
        onChange={setReason}
        onKeyDown={(event) => event.key === 'Enter' && reason.trim() !== '' && void withdraw()}
      />
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}
