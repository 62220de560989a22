import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'
import type { Virtualizer } from '@tanstack/react-virtual'

/** A row to bring into view; a new object repeats it. */
export interface Arrival {
  readonly index: number | null
  readonly reason: unknown
}

/** How many frames a row may take to be rendered and measured before the attempt is abandoned. */
const MAX_FRAMES = 60
/** How many frames the row must stay in place: rows that are measured late push it about. */
const STEADY_FRAMES = 8

/**
 * Brings a row of a virtual list, and the current match in it, into view whenever `arrival` is another object. Rows
 * are measured as they are rendered, so scrolling is repeated until the place is stable; it ends when the user
 * scrolls.
 */
export function useArrival(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  view: RefObject<HTMLDivElement | null>,
  arrival: Arrival,
): void {
  // Not `scrollToIndex`: it continues aligning the row for a while, and the match in a tall row would leave the view.
  const showRow = useEffectEvent((index: number) => {
    const offset = virtualizer.getOffsetForIndex(index, 'start')
    if (offset) virtualizer.scrollToOffset(offset[0])
  })
  useEffect(() => {
    const { index } = arrival
    const box = view.current
    if (index === null || !box) return
    let frame = 0
    let tries = 0
    let steady = 0
    const settle = () => {
      const row = box.querySelector(`[data-index="${index}"]`)
      const place = row?.querySelector('[aria-current]') ?? row
      steady = place && isInView(place, box) ? steady + 1 : 0
      if (!place) showRow(index)
      else if (steady === 0) place.scrollIntoView({ block: place === row ? 'start' : 'center' })
      if (++tries < MAX_FRAMES && steady < STEADY_FRAMES) frame = requestAnimationFrame(settle)
    }
    const stop = () => cancelAnimationFrame(frame)
    frame = requestAnimationFrame(settle)
    box.addEventListener('wheel', stop, { passive: true })
    return () => {
      stop()
      box.removeEventListener('wheel', stop)
    }
  }, [arrival, view])
}

function isInView(place: Element, view: Element): boolean {
  const [inner, outer] = [place.getBoundingClientRect(), view.getBoundingClientRect()]
  return inner.top >= outer.top - 1 && inner.top < outer.bottom - 8
}
