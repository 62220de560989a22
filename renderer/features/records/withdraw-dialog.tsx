import { useState } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Takes a record off every list, with a reason that stays in its history. */
export function WithdrawDialog({ record, onClose }: { record: HoldfastRecord; onClose(): void }) {
  const { records: words } = useMessages()
  const [reason, setReason] = useState('')
  const { run, isPending, error } = useAction('records.withdraw')
  const withdraw = async () => {
    const result = await run({ ids: [record.id], reason })
    if (!result.ok) return
    onClose()
    navigate({ record: null })
  }
  const isReady = reason.trim() !== '' && !isPending
  return (
    <Dialog
      title={words.withdrawTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.cancel}
      isDismissable={reason === ''}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look="primary" isDisabled={!isReady} onPress={() => void withdraw()}>
            {words.withdrawDo}
          </Button>
        </>
      }
    >
      <p>
        <bdi dir="auto">{record.title}</bdi>
      </p>
      <p>{words.withdrawText}</p>
      <TextArea
        label={words.withdrawReason}
        value={reason}
        onChange={setReason}
        rows={2}
        // The person has just asked to write here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) void withdraw()
        }}
      />
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}
