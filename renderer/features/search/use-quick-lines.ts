import { useMemo, useState } from 'react'
import type { QuickItem } from '../../../shared/contract/search.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { noFilters } from '../../data/address.ts'
import { useCommands } from '../../data/commands.tsx'
import type { Command } from '../../data/commands.tsx'
import { addressOf } from '../../data/saved-search.ts'
import { navigate } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import type { Ranges } from '../../ui/highlighted.tsx'
import { likeliestCommands } from './likeliest-commands.ts'

/** One line of the quick-open box. */
export interface QuickLine {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly type: string
  readonly ranges: Ranges
  readonly keys?: string
  run(): void
}

const MAX_COMMANDS = 12

export interface QuickLines {
  /**
   * Records, people, sources, tags and saved searches most like the text, then the commands; all commands when
   * nothing is typed.
   */
  readonly lines: readonly QuickLine[]
  /** False while the lines still belong to the letters before. */
  readonly isCurrent: boolean
}

/**
 * The lines for a text. They are replaced together when the archive has replied, and no line keeps its id then, so
 * the first is marked again.
 */
export function useQuickLines(text: string): QuickLines {
  const { search } = useMessages()
  const trimmed = text.trim()
  // Requested for an empty text too: the labels are then prepared before the first letter.
  const { value: items, error, isPrevious } = useQuery('search.quick', { text: trimmed })
  const { value: saved } = useQuery('saved-searches.list', {})
  const isCurrent = error !== null || (items !== undefined && !isPrevious)
  const [typed, setTyped] = useState('')
  if (isCurrent && typed !== trimmed) setTyped(trimmed)
  const commands = useMatchingCommands(typed)
  const lines = useMemo(() => {
    const found = (typed === '' ? [] : (items ?? [])).map((item) => ({
      id: `${item.type} ${item.value} ${typed}`,
      label: item.label,
      detail: item.detail,
      type: search.quickTypes[item.type],
      ranges: item.highlights,
      run: () => open(item, saved ?? []),
    }))
    const offered = commands.map((command) => ({
      id: `command ${command.id} ${typed}`,
      label: command.label,
      detail: '',
      type: search.quickCommand,
      ranges: [],
      keys: command.keys?.[0],
      run: command.run,
    }))
    // A command that begins with what was typed is what was meant; any other comes after what the archive contains.
    const startsWithTyped = (line: QuickLine) => typed !== '' && fold(line.label).startsWith(fold(typed))
    return [...offered.filter(startsWithTyped), ...found, ...offered.filter((line) => !startsWithTyped(line))]
  }, [items, saved, commands, typed, search])
  return { lines, isCurrent }
}

function useMatchingCommands(typed: string): readonly Command[] {
  const commands = useCommands()
  return useMemo(() => {
    const offered = commands.filter((command) => !command.isDisabled && command.id !== 'search.quick-open')
    const byGroup = offered.toSorted((one, other) => one.group.localeCompare(other.group))
    return typed === '' ? byGroup : likeliestCommands(byGroup, typed).slice(0, MAX_COMMANDS)
  }, [commands, typed])
}

/** Opens a record or runs a saved search; anything else becomes the one filter of a fresh list. */
function open(item: QuickItem, searches: readonly SavedSearch[]): void {
  const filters = {
    record: {},
    search: {},
    person: { person: [item.value] },
    source: { source: [item.value] },
    // A tag's value is its id.
    tag: { tag: [item.value as TagId] },
  }
  const saved = item.type === 'search' && searches.find((each) => each.id === item.value)
  if (item.type === 'record') navigate({ record: item.value })
  else if (saved) navigate(addressOf(saved))
  else navigate({ query: '', filters: { ...noFilters, ...filters[item.type] } })
}
