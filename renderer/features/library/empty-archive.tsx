import { useRunCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** What an archive without records says: how to begin. */
export function EmptyArchive() {
  const { library } = useMessages()
  const run = useRunCommand()
  const actions = (
    <>
      <Button onPress={() => run('records.add-statement')}>{library.paste}</Button>
      <Button look="primary" onPress={() => run('imports.pick-files')}>
        {library.import}
      </Button>
    </>
  )
  return (
    <EmptyState title={library.empty} actions={actions}>
      {library.emptyText}
    </EmptyState>
  )
}
