import { useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Passage } from '../../../shared/model/passage.ts'
import { directionOf } from '../../../shared/text/direction.ts'
import type { Mark } from './marks.ts'
import { MarkedText } from './marked-text.tsx'
import { useArrival } from './use-arrival.ts'
import type { Arrival } from './use-arrival.ts'

export interface TextReaderProps {
  readonly label: string
  readonly passages: readonly Passage[]
  readonly direction: 'auto' | 'ltr' | 'rtl'
  readonly marks: ReadonlyMap<number, readonly Mark[]>
  readonly current: number | null
  /** The passage to bring into view. */
  readonly target: Arrival
  /** Receives the locator of the passage at the top of the view. */
  onPlace(locator: string): void
}

/** A text to read: each paragraph in its own direction, and only those in view rendered. */
export function TextReader({ label, passages, direction, marks, current, target, onPlace }: TextReaderProps) {
  const view = useRef<HTMLDivElement>(null)
  // Nothing of it is passed on, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: passages.length,
    getScrollElement: () => view.current,
    // About three lines of reading text; the real height is measured when a paragraph is rendered.
    estimateSize: () => 110,
    overscan: 8,
    onChange: (list) => {
      const top = list.scrollOffset ?? 0
      const first = list.getVirtualItems().find((item) => item.end > top)
      const passage = first && passages[first.index]
      if (passage) onPlace(passage.locator)
    },
  })
  useArrival(virtualizer, view, target)
  return (
    // A long text is scrolled with the keyboard, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="text-view" ref={view} tabIndex={0} role="document" aria-label={label}>
      <div className="text-measure" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <p
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            data-locator={passages[item.index]!.locator}
            className={`paragraph ${scriptOf(passages[item.index]!.text, direction)}`}
            dir={direction}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <MarkedText text={passages[item.index]!.text} marks={marks.get(item.index)} current={current} />
          </p>
        ))}
      </div>
    </div>
  )
}

/** Arabic script is taller, so its lines need more space. */
function scriptOf(text: string, direction: 'auto' | 'ltr' | 'rtl'): string {
  return direction === 'rtl' || (direction === 'auto' && directionOf(text) === 'rtl') ? 'paragraph--rtl' : ''
}
