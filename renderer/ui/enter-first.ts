import type { KeyboardEvent } from 'react'

/**
 * True for Enter in a box whose list has no marked line. Deleting a letter, and letters typed before the list or its
 * lines are there, mark none; Enter then means the first line, as it does otherwise.
 */
export function entersFirst({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>): boolean {
  // While an input method composes a word, Enter only accepts the word.
  if (key !== 'Enter' || nativeEvent.isComposing || currentTarget.value === '') return false
  const marked = currentTarget.getAttribute('aria-activedescendant')
  return marked === null || document.getElementById(marked) === null
}
