import { useEffect, useRef } from 'react'

export const paneNames = ['side', 'list', 'record'] as const
export type PaneName = (typeof paneNames)[number]

/** The id of a pane's element. */
export function paneId(name: PaneName): string {
  return `pane-${name}`
}

/** The pane that has focus. */
export function currentPane(): PaneName | undefined {
  return paneNames.find((name) => paneOf(name)?.contains(document.activeElement))
}

/** Returns a function that moves the focus to a pane, to where it last was in it. */
export function usePaneFocus(): (name: PaneName) => void {
  const last = useRef(new Map<PaneName, HTMLElement>())
  useEffect(() => {
    const places = last.current
    const remember = (event: FocusEvent) => {
      const pane = currentPane()
      if (pane && event.target instanceof HTMLElement) places.set(pane, event.target)
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  return (name) => {
    const pane = paneOf(name)
    const before = last.current.get(name)
    // A record is entered in order to read it, so the pane itself gets the focus first.
    if (name === 'record') pane?.focus()
    else if (before && pane?.contains(before)) before.focus()
    else pane?.querySelector<HTMLElement>('[role="listbox"], [role="tree"], button, input')?.focus()
  }
}

function paneOf(name: PaneName): HTMLElement | null {
  return document.getElementById(paneId(name))
}
