import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Rebuilds the catalogue from the ledger, which it is derived from. */
export function RebuildCatalogue() {
  const { custody: words } = useMessages()
  const toast = useToast()
  const { run, isPending, error } = useAction('custody.rebuild-catalogue')
  const rebuild = async () => {
    const result = await run({})
    if (result.ok) toast({ text: words.rebuilt(result.value.aside) })
  }
  return (
    <div className="health-decision">
      <p>{words.rebuildAdvice}</p>
      <Button isDisabled={isPending} onPress={() => void rebuild()}>
        {words.rebuild}
      </Button>
      {error && <ErrorNote error={error} />}
    </div>
  )
}
