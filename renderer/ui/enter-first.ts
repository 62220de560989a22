import type { KeyboardEvent } from 'react'

/**
 * True for Enter in a box whose list has no marked line: letters that came before the list, or before its lines, mark
 * none. It then means the first line, as it does otherwise.
 */
export function entersFirst({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): boolean {
  if (key !== 'Enter' || currentTarget.value === '') return false
  const marked = currentTarget.getAttribute('aria-activedescendant')
  return marked === null || document.getElementById(marked) === null
}
