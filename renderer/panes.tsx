import { PanelLeft } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCommand, useRunCommand } from './data/commands.tsx'
import { navigate, useAddress } from './data/use-address.ts'
import { useMessages } from './messages/use-messages.tsx'
import { currentPane, paneId, paneNames, usePaneFocus } from './pane-focus.ts'
import { useIsNarrow, usePaneWidths } from './pane-widths.ts'
import { IconButton } from './ui/button.tsx'
import { Splitter } from './ui/splitter.tsx'
import './panes.css'

export interface PanesProps {
  side: ReactNode
  list: ReactNode
  record: ReactNode
}

/** The three panes, one landmark each: they resize and remember, fold where there is no room, and F6 goes round them. */
export function Panes({ side, list, record }: PanesProps) {
  const { window: words } = useMessages()
  const { isFilled, record: opened } = useAddress()
  const { sideWidth, listWidth, resize, settle } = usePaneWidths()
  const isNarrow = useIsNarrow()
  const [isDrawn, setDrawn] = useState(false)
  const isSideShown = !isFilled && (!isNarrow || isDrawn)
  const focusPane = usePaneFocus()
  const run = useRunCommand()
  const toggleSide = () => setDrawn(!isDrawn)
  const enter = () => requestAnimationFrame(() => focusPane('record'))

  const go = (by: number) => {
    const shown = isFilled ? (['record'] as const) : paneNames
    const at = shown.findIndex((name) => name === currentPane())
    const next = shown[(at + by + shown.length) % shown.length] ?? 'list'
    if (next === 'side' && isNarrow) setDrawn(true)
    // A pane that was just drawn is there after the next frame.
    requestAnimationFrame(() => focusPane(next))
  }
  const leave = () => {
    if (isDrawn) setDrawn(false)
    else if (isFilled) navigate({ isFilled: false })
    else if (currentPane() === 'list') navigate({ record: null })
    else run('library.focus')
  }
  const group = words.groupMoving
  useCommand({ id: 'window.next-pane', label: words.nextPane, group, keys: ['F6'], run: () => go(1) })
  useCommand({
    id: 'window.previous-pane',
    label: words.previousPane,
    group,
    keys: ['Shift+F6'],
    run: () => go(-1),
  })
  useCommand({
    id: 'window.enter-record',
    label: words.enterRecord,
    group,
    isDisabled: opened === null,
    run: enter,
  })
  useCommand({
    id: 'window.toggle-side',
    label: words.showSidePane,
    group,
    isDisabled: !isNarrow,
    run: toggleSide,
  })
  useCommand({ id: 'window.leave', label: words.leaveRecord, group, keys: ['Escape'], run: leave })
  useCommand({
    id: 'window.fill',
    label: words.fill,
    group,
    keys: ['F'],
    isDisabled: opened === null,
    run: () => navigate({ isFilled: !isFilled }),
  })

  return (
    <div className="panes" data-narrow={isNarrow || undefined} data-filled={isFilled || undefined}>
      {isNarrow && isDrawn && (
        <button
          type="button"
          className="panes-veil"
          aria-label={words.hideSidePane}
          onClick={() => setDrawn(false)}
        />
      )}
      <aside
        id={paneId('side')}
        className="pane pane--side"
        aria-label={words.sidePane}
        hidden={!isSideShown}
        style={{ inlineSize: sideWidth }}
      >
        {side}
      </aside>
      {isSideShown && !isNarrow && (
        <Splitter
          label={words.resizeSidePane}
          controls={paneId('side')}
          width={sideWidth}
          least={180}
          most={380}
          onResize={(width) => resize('side', width)}
          onSettle={(width) => settle('side', width)}
        />
      )}
      <section
        id={paneId('list')}
        className="pane pane--list"
        aria-label={words.listPane}
        hidden={isFilled}
        style={{ inlineSize: listWidth }}
      >
        {list}
      </section>
      {!isFilled && (
        <Splitter
          label={words.resizeListPane}
          controls={paneId('list')}
          width={listWidth}
          least={300}
          most={720}
          onResize={(width) => resize('list', width)}
          onSettle={(width) => settle('list', width)}
        />
      )}
      <main id={paneId('record')} className="pane pane--record" aria-label={words.recordPane} tabIndex={-1}>
        {record}
      </main>
    </div>
  )
}

/** Shows the side pane where it is folded; nothing where there is room for it. */
export function SidePaneButton() {
  const { window: words } = useMessages()
  const run = useRunCommand()
  const isNarrow = useIsNarrow()
  if (!isNarrow) return null
  return (
    <IconButton label={words.showSidePane} onPress={() => run('window.toggle-side')}>
      <PanelLeft size={17} strokeWidth={1.7} aria-hidden="true" />
    </IconButton>
  )
}
