import { useCallback, useState } from 'react'

/** The active row. It starts at the top of each list, follows the open record, and is never beyond the end. */
export function useCursor(
  question: string,
  openAt: number,
  total: number,
): readonly [number, (index: number) => void] {
  const [state, setState] = useState({ question, openAt, cursor: Math.max(0, openAt) })
  const isOther = state.question !== question
  if (isOther || (openAt >= 0 && openAt !== state.openAt)) {
    setState({ question, openAt, cursor: Math.max(0, openAt) })
  }
  const setCursor = useCallback((cursor: number) => setState((now) => ({ ...now, cursor })), [])
  return [Math.max(0, Math.min(state.cursor, total - 1)), setCursor]
}
