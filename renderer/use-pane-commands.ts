import { useState } from 'react'
import { useCommand, useRunCommand } from './data/commands.tsx'
import { navigate, useAddress } from './data/use-address.ts'
import { useMessages } from './messages/use-messages.tsx'
import { currentPane, paneNames, usePaneFocus } from './pane-focus.ts'

export interface Drawer {
  /** Whether the folded side pane is open. */
  readonly isDrawn: boolean
  close(): void
}

/**
 * The keys that cycle through the panes, fill the window with the reader and lead back; and the drawer that the side
 * pane folds into.
 */
export function usePaneCommands(isNarrow: boolean): Drawer {
  const { window: words } = useMessages()
  const { isFilled, record } = useAddress()
  const [isDrawn, setDrawn] = useState(false)
  const focusPane = usePaneFocus()
  const run = useRunCommand()

  const go = (by: number) => {
    const shown = isFilled ? (['record'] as const) : paneNames
    const at = shown.findIndex((name) => name === currentPane())
    const next = shown[(at + by + shown.length) % shown.length] ?? 'list'
    if (next === 'side' && isNarrow) setDrawn(true)
    // A pane that was just opened exists after the next frame.
    requestAnimationFrame(() => focusPane(next))
  }
  const leave = () => {
    if (isNarrow && isDrawn) setDrawn(false)
    else if (isFilled) navigate({ isFilled: false })
    else if (currentPane() === 'list') navigate(record === null ? { query: '' } : { record: null })
    else run('library.focus')
  }
  const fill = () => navigate({ isFilled: !isFilled })
  const enter = () => requestAnimationFrame(() => focusPane('record'))
  const toggleSide = () => setDrawn(!isDrawn)
  const group = words.groupMoving
  const toRecord = { group, isDisabled: record === null }
  const toSide = { group, isDisabled: !isNarrow }
  useCommand({ group, id: 'window.next-pane', label: words.nextPane, keys: ['F6'], run: () => go(1) })
  useCommand({
    group,
    id: 'window.previous-pane',
    label: words.previousPane,
    keys: ['Shift+F6'],
    run: () => go(-1),
  })
  useCommand({ group, id: 'window.leave', label: words.leaveRecord, keys: ['Escape'], run: leave })
  useCommand({ ...toRecord, id: 'window.fill', label: words.fill, keys: ['F'], run: fill })
  // Always offered: a record that was just opened may be entered before the window has rendered it.
  useCommand({ group, id: 'window.enter-record', label: words.enterRecord, run: enter })
  useCommand({ ...toSide, id: 'window.toggle-side', label: words.showSidePane, run: toggleSide })
  return { isDrawn, close: () => setDrawn(false) }
}
