import { PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRunCommand } from './data/commands.tsx'
import { useAddress } from './data/use-address.ts'
import { useMessages } from './messages/use-messages.tsx'
import { paneId } from './pane-focus.ts'
import { useIsNarrow, usePaneWidths } from './pane-widths.ts'
import { IconButton } from './ui/button.tsx'
import { Splitter } from './ui/splitter.tsx'
import { usePaneCommands } from './use-pane-commands.ts'
import './panes.css'

export interface PanesProps {
  side: ReactNode
  list: ReactNode
  record: ReactNode
}

/** The three panes, one landmark each: they can be resized, remember their widths, and fold when space is short. */
export function Panes({ side, list, record }: PanesProps) {
  const { window: words } = useMessages()
  const { isFilled } = useAddress()
  const isNarrow = useIsNarrow()
  const { isDrawn, close } = usePaneCommands(isNarrow)
  const { sideWidth, listWidth, resize, settle } = usePaneWidths()
  const isSideShown = !isFilled && (!isNarrow || isDrawn)
  return (
    <div className="panes" data-narrow={isNarrow || undefined}>
      {isNarrow && isDrawn && (
        <button type="button" className="panes-veil" aria-label={words.hideSidePane} onClick={close} />
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
          min={180}
          max={380}
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
          min={300}
          max={720}
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

/** Shows the side pane when it is folded; renders nothing when there is space for the pane. */
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
