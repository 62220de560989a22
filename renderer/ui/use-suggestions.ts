import { useMemo } from 'react'
import { useFilter } from 'react-aria-components'

export interface Suggestion {
  readonly id: string
  readonly label: string
  /** How many records have it. */
  readonly count?: number
}

/** Whether a suggestion matches what is typed. */
export type Matches = (label: string, typed: string) => boolean

/** How many are offered at once: more would be a list to read, not a completion. */
const MAX_OFFERED = 40

/** The suggestions that match what is typed and are not chosen yet; those that begin with it come first. */
export function useSuggestions(options: {
  suggestions: readonly Suggestion[]
  chosen: readonly Suggestion[]
  text: string
  matches?: Matches
}): readonly Suggestion[] {
  const { contains, startsWith } = useFilter({ sensitivity: 'base' })
  const { suggestions, chosen, text, matches = contains } = options
  return useMemo(() => {
    const typed = text.trim()
    const chosenIds = new Set(chosen.map((each) => each.id))
    const found = suggestions.filter(
      (each) => !chosenIds.has(each.id) && (typed === '' || matches(each.label, typed)),
    )
    const isFirst = (each: Suggestion) => Number(typed !== '' && startsWith(each.label, typed))
    return found.toSorted((one, other) => isFirst(other) - isFirst(one)).slice(0, MAX_OFFERED)
  }, [suggestions, chosen, text, matches, startsWith])
}
