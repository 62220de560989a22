import { useCallback, useState } from 'react'

/** The active row. It starts at the top of each list, follows the open record, and is never beyond the end. */
export function useCursor(
  listKey: string,
  openAt: number,
  total: number,
): readonly [number, (index: number) => void] {
  const [state, setState] = useState({ listKey, openAt, cursor: Math.max(0, openAt) })
  const isOther = state.listKey !== listKey
  if (isOther || (openAt >= 0 && openAt !== state.openAt)) {
    setState({ listKey, openAt, cursor: Math.max(0, openAt) })
  }
  const setCursor = useCallback((cursor: number) => setState((now) => ({ ...now, cursor })), [])
  return [Math.max(0, Math.min(state.cursor, total - 1)), setCursor]
}
