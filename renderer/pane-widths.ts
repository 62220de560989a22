import { useState, useSyncExternalStore } from 'react'
import { useSettings } from './data/use-settings.ts'

/** The widths of the two panes that can be resized; the record gets the rest. */
export function usePaneWidths() {
  const { settings, change } = useSettings()
  const windowWidth = useSyncExternalStore(watchWidth, () => innerWidth)
  const [dragged, setDragged] = useState<{ side?: number; list?: number }>({})
  const sideWidth = dragged.side ?? (settings?.sidePaneWidth || 236)
  const wanted = dragged.list ?? (settings?.listPaneWidth || defaultListWidth(windowWidth))
  const used = windowWidth < NARROW_BELOW ? 0 : sideWidth
  return {
    sideWidth,
    // A width remembered from a larger window must leave enough space to read.
    listWidth: Math.max(300, Math.min(wanted, windowWidth - used - MIN_RECORD_WIDTH)),
    resize: (pane: 'side' | 'list', width: number) => setDragged((now) => ({ ...now, [pane]: width })),
    settle: (pane: 'side' | 'list', width: number) =>
      void change(pane === 'side' ? { sidePaneWidth: width } : { listPaneWidth: width }),
  }
}

/** True when the window is too narrow for the side pane next to the others. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(watchWidth, () => innerWidth < NARROW_BELOW)
}

const NARROW_BELOW = 1100
const MIN_RECORD_WIDTH = 380

function defaultListWidth(windowWidth: number): number {
  return Math.round(Math.min(520, Math.max(360, windowWidth * 0.28)))
}

function watchWidth(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}
