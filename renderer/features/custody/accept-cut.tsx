import { useState } from 'react'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Accepts that an older copy was restored; the reason is written to the ledger. */
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
