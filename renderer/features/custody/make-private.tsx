import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Closes an archive to the other users of the computer. */
export function MakePrivate() {
  const { custody: words } = useMessages()
  const { run, isPending, error } = useAction('custody.make-private')
  return (
    <div className="health-decision">
      <Button isDisabled={isPending} onPress={() => void run({})}>
        {words.makePrivate}
      </Button>
      {error && <ErrorNote error={error} />}
    </div>
  )
}
