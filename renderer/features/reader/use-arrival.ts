import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'
import type { Virtualizer } from '@tanstack/react-virtual'

/** A row to bring into view, and what makes it worth doing again. */
export interface Arrival {
  readonly index: number | null
  readonly reason: unknown
}

/** How many frames a row may take to be drawn and measured before its place is given up. */
const PATIENCE = 30

/**
 * Brings a row of a virtual list, and the current match in it, to the middle of the view whenever `arrival` is another
 * object. Rows are measured as they are drawn, so the place is asked for again until it stands.
 */
export function useArrival(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  view: RefObject<HTMLDivElement | null>,
  arrival: Arrival,
): void {
  const scrollTo = useEffectEvent((index: number) => virtualizer.scrollToIndex(index, { align: 'center' }))
  useEffect(() => {
    const { index } = arrival
    if (index === null) return
    let frame = 0
    let tries = 0
    scrollTo(index)
    const settle = () => {
      const row = view.current?.querySelector(`[data-index="${index}"]`)
      const place = row?.querySelector('[aria-current]') ?? row
      if (place && isInView(place, view.current)) return
      if (place) place.scrollIntoView({ block: 'center' })
      else scrollTo(index)
      if (++tries < PATIENCE) frame = requestAnimationFrame(settle)
    }
    frame = requestAnimationFrame(settle)
    return () => cancelAnimationFrame(frame)
  }, [arrival, view])
}

function isInView(place: Element, view: Element | null): boolean {
  if (!view) return true
  const [inner, outer] = [place.getBoundingClientRect(), view.getBoundingClientRect()]
  return inner.top >= outer.top && inner.top < outer.bottom - 8
}
