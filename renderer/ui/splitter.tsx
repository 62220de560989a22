import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import './splitter.css'

export interface SplitterProps {
  label: string
  /** The id of the pane before it, whose width it sets. */
  controls: string
  /** Widths in CSS pixels. */
  width: number
  min: number
  max: number
  /** Called while the width changes. */
  onResize(width: number): void
  /** Called with the final width, to remember it. */
  onSettle(width: number): void
}

const KEY_STEP = 16

/** The line between two panes: drag it, or focus it and press ←, →, Home or End. */
export function Splitter({ label, controls, width, min, max, onResize, onSettle }: SplitterProps) {
  const start = useRef({ x: 0, width: 0, sign: 1 })
  const [isDragging, setDragging] = useState(false)
  const clamp = (target: number) => Math.round(Math.min(max, Math.max(min, target)))
  const dragged = (event: PointerEvent) =>
    clamp(start.current.width + (event.clientX - start.current.x) * start.current.sign)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const sign = isRightToLeft(event.currentTarget) ? -1 : 1
    const widths: Record<string, number> = {
      ArrowRight: width + KEY_STEP * sign,
      ArrowLeft: width - KEY_STEP * sign,
      Home: min,
      End: max,
    }
    const target = widths[event.key]
    if (target === undefined) return
    event.preventDefault()
    onResize(clamp(target))
    onSettle(clamp(target))
  }

  return (
    // A focusable separator is a widget: https://www.w3.org/TR/wai-aria-1.2/#separator
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      className="ui-splitter"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={Math.round(width)}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-dragging={isDragging || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width, sign: isRightToLeft(event.currentTarget) ? -1 : 1 }
        setDragging(true)
      }}
      onPointerMove={(event) => isDragging && onResize(dragged(event))}
      onPointerUp={(event) => {
        if (!isDragging) return
        setDragging(false)
        onSettle(dragged(event))
      }}
    />
  )
}

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}
