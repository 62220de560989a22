import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import './drawn-list.css'

export interface DrawnListProps<Item> {
  label: string
  items: readonly Item[]
  /** The block size of a line before it is measured, in CSS pixels. */
  lineSize: number
  /** Takes the focus when it appears, because what had it before is gone. */
  takesFocus?: boolean
  className: string
  lineClassName: string
  children(item: Item): ReactNode
}

/** A list of any length that scrolls; only the lines in view are rendered. */
export function DrawnList<Item>({
  label,
  items,
  lineSize,
  takesFocus = false,
  ...props
}: DrawnListProps<Item>) {
  const view = useRef<HTMLDivElement>(null)
  // Nothing of it is passed on, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => view.current,
    estimateSize: () => lineSize,
    overscan: 10,
  })
  useEffect(() => {
    if (takesFocus) view.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    // The list is scrolled with the keyboard, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={`ui-drawn ${props.className}`} ref={view} tabIndex={0}>
      <ul className="ui-drawn-lines" aria-label={label} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className={`ui-drawn-line ${props.lineClassName}`}
            aria-setsize={items.length}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {props.children(items[item.index]!)}
          </li>
        ))}
      </ul>
    </div>
  )
}
