import { useState } from 'react'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Takes an older copy that was brought back for what it is; why goes into the ledger. */
export function AcceptCut() {
  const { custody: words } = useMessages()
  const [reason, setReason] = useState('')
  const { run, isPending, error } = useAction('custody.accept-cut')
  return (
    <div className="health-decision">
      <p>{words.acceptAdvice}</p>
      <TextField label={words.acceptReason} value={reason} onChange={setReason} />
      <Button isDisabled={isPending || reason.trim() === ''} onPress={() => void run({ reason })}>
        {words.accept}
      </Button>
      {error && <ErrorNote error={error} />}
    </div>
  )
}
