import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect } from 'react'
import type { RefObject } from 'react'
import { useSettings } from '../../data/use-settings.ts'

/** The heights of a row in CSS pixels. */
const ROW_HEIGHTS = { comfortable: 64, compact: 40 }
const OVERSCAN = 8

/** The scroll position of each list, so that Back returns to the same place. */
const offsets = new Map<string, number>()

export interface RowsAsked {
  box: RefObject<HTMLDivElement | null>
  total: number
  cursor: number
  /** Names the list, so that each keeps its own place. */
  place: string
}

/** The rows in the document: those in view, some around them, and the active one. */
export function useRows({ box, total, cursor, place }: RowsAsked) {
  const density = useSettings().settings?.density ?? 'comfortable'
  // Read again on every render, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHTS[density],
    overscan: OVERSCAN,
    initialOffset: () => offsets.get(place) ?? 0,
    // The active row stays in the document, however far the user scrolls: aria-activedescendant names it.
    rangeExtractor: ({ startIndex, endIndex }) => rowsToRender({ startIndex, endIndex, cursor, total }),
  })
  useLayoutEffect(() => virtual.measure(), [virtual, density])
  useLayoutEffect(() => virtual.scrollToOffset(offsets.get(place) ?? 0), [virtual, place])
  return {
    rows: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    first: virtual.range?.startIndex ?? 0,
    last: virtual.range?.endIndex ?? 0,
    scrollTo: (index: number) => virtual.scrollToIndex(index),
    keepOffset: (offset: number) => offsets.set(place, offset),
  }
}

interface Span {
  readonly startIndex: number
  readonly endIndex: number
  readonly cursor: number
  readonly total: number
}

function rowsToRender({ startIndex, endIndex, cursor, total }: Span): number[] {
  const from = Math.max(0, startIndex - OVERSCAN)
  const to = Math.min(total - 1, endIndex + OVERSCAN)
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  if (cursor >= total || (cursor >= from && cursor <= to)) return rows
  return cursor < from ? [cursor, ...rows] : [...rows, cursor]
}
