import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface WithdrawDialogProps {
  readonly ids: readonly RecordId[]
  /** The title of a single record, so that it is plain which one is meant. */
  readonly title?: string
  onClose(): void
  onWithdrawn(): void
}

/** Takes records off every list, with a reason that stays in their history. */
export function WithdrawDialog({ ids, title, onClose, onWithdrawn }: WithdrawDialogProps) {
  const { records: words, window } = useMessages()
  const toast = useToast()
  const runCommand = useRunCommand()
  const [reason, setReason] = useState('')
  const { run, isPending, error } = useAction('records.withdraw')
  const isReady = reason.trim() !== '' && !isPending
  const withdraw = async () => {
    const result = await run({ ids: [...ids], reason })
    if (!result.ok) return
    const undo = { label: window.undo, run: () => runCommand('archive.undo') }
    toast({ text: words.withdrawn(ids.length), action: undo })
    onWithdrawn()
    onClose()
  }
  return (
    <Dialog
      title={words.withdrawTitle(ids.length)}
      isOpen
      onClose={onClose}
      closeLabel={window.close}
      isDismissable={reason === ''}
      footer={
        <>
          <Button onPress={onClose}>{window.cancel}</Button>
          <Button look="primary" isDisabled={!isReady} onPress={() => void withdraw()}>
            {words.withdrawDo}
          </Button>
        </>
      }
    >
      {title !== undefined && (
        <p>
          <bdi dir="auto">{title}</bdi>
        </p>
      )}
      <p>{words.withdrawText(ids.length)}</p>
      <TextField
        label={words.withdrawReason}
        hint={words.withdrawReasonHint}
        value={reason}
        onChange={setReason}
        // The person has just asked to write here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && isReady && void withdraw()}
      />
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}
