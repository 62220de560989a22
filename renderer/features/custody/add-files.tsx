import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useAction } from '../../data/use-action.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Adds files to the record itself: the local copy of a citation, a scan next to its transcription, captions. */
export function AddFiles({ record }: { record: HoldfastRecord }) {
  const { custody: words } = useMessages()
  const shell = useShell()
  const start = useAction('imports.start')
  const add = async () => {
    const tickets = (await shell.pickFiles()).map(({ id }) => id)
    if (tickets.length > 0) await start.run({ tickets, record: record.id })
  }
  return (
    <div className="custody-add">
      <Button size="small" onPress={() => void add()} isDisabled={start.isPending}>
        {words.addFiles}
      </Button>
      {start.error && <ErrorNote error={start.error} />}
    </div>
  )
}
