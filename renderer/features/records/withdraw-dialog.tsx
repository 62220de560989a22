import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface WithdrawDialogProps {
  readonly ids: readonly RecordId[]
  /** The title of a single record, so that it is clear which one is meant. */
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
    <FormDialog
      title={words.withdrawTitle(ids.length)}
      onClose={onClose}
      closeLabel={window.close}
      cancelLabel={window.cancel}
      doLabel={words.withdrawDo}
      isReady={isReady}
      onDo={() => void withdraw()}
      error={error}
      isDismissable={reason === ''}
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
        // The user has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => event.key === 'Enter' && isReady && void withdraw()}
      />
    </FormDialog>
  )
}
