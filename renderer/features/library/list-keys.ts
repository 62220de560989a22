/** What a key does in the list. Places count from 0. */
export type ListKey =
  | { readonly do: 'go'; readonly to: number; readonly isMarking: boolean }
  | { readonly do: 'open' | 'mark' | 'mark-all' }

/** The state of the list when a key is pressed. `page` is how many rows are in view. */
export interface ListPlace {
  readonly cursor: number
  readonly total: number
  readonly page: number
}

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** What the key means, or null when it is not one of the list's: the keys of a list box that marks several. */
export function readListKey(event: Key, { cursor, total, page }: ListPlace): ListKey | null {
  if (event.altKey || total === 0) return null
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' ? { do: 'mark-all' } : null
  const steps: Record<string, number> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + page,
    PageUp: cursor - page,
    Home: 0,
    End: total - 1,
  }
  const step = steps[event.key]
  if (step !== undefined)
    return { do: 'go', to: Math.max(0, Math.min(total - 1, step)), isMarking: event.shiftKey }
  if (event.key === 'Enter') return { do: 'open' }
  return event.key === ' ' ? { do: 'mark' } : null
}
