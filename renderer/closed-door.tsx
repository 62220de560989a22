import { useMessages } from './messages/use-messages.tsx'
import { EmptyState } from './ui/empty-state.tsx'

/** What a browser shows that may not use the archive: its window was not opened with an address that still works. */
export function ClosedDoor() {
  const { window: words } = useMessages()
  return (
    <main className="app-closed">
      <h1>{words.product}</h1>
      <EmptyState title={words.closedDoor} foot={words.closedDoorFoot}>
        {words.closedDoorText}
      </EmptyState>
    </main>
  )
}
