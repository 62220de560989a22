import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface ListActions {
  /** False when there are no rows to move through. */
  readonly hasRows: boolean
  focus(): void
  /** Opens the record this many places further down. */
  step(by: number): void
  mark(): void
}

/** The keys that move through the list from anywhere in the window. */
export function useListCommands({ hasRows, focus, step, mark }: ListActions): void {
  const { library, window: words } = useMessages()
  const group = words.groupList
  const onRows = { group, isDisabled: !hasRows }
  useCommand({ id: 'library.focus', label: library.focus, group, keys: ['L'], run: focus })
  useCommand({ ...onRows, id: 'library.next', label: library.next, keys: ['J'], run: () => step(1) })
  useCommand({ ...onRows, id: 'library.previous', label: library.previous, keys: ['K'], run: () => step(-1) })
  useCommand({ ...onRows, id: 'library.mark', label: library.mark, keys: ['X'], run: mark })
}
