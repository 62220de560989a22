import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent, MouseEvent, Ref } from 'react'
import type { Hit } from '../../../shared/contract/search.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { rowAt } from './listed-records.ts'
import type { ListedRecords, View } from './listed-records.ts'
import { RecordRow } from './record-row.tsx'
import { spokenRow } from './spoken-row.ts'
import type { Marks } from './use-marks.ts'

/** What others ask of the list. */
export interface RecordListHandle {
  focus(): void
  scrollTo(index: number): void
}

export interface RecordListProps {
  records: ListedRecords
  /** Names the question, so that each list keeps its own place. */
  question: string
  cursor: number
  openId: string | null
  marks: Marks
  tagPaths: ReadonlyMap<TagId, string>
  isBusy: boolean
  onCursor(index: number): void
  onOpen(hit: Hit): void
  onMarkRange(from: number, to: number): void
  onMarkAll(): void
  /** Called after Enter has opened a record. */
  onEnter(): void
  onView(view: View): void
  ref?: Ref<RecordListHandle>
}

/** How far down each list was, so that Back comes to the same place. */
const offsets = new Map<string, number>()

/** The virtual list of records: a list box with its active row told to a screen reader. */
export function RecordList({
  records,
  question,
  cursor,
  marks,
  onCursor,
  onOpen,
  onMarkRange,
  onView,
  ...props
}: RecordListProps) {
  const words = useMessages()
  const box = useRef<HTMLDivElement>(null)
  // Nothing of it is handed on, so there is nothing for the compiler to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: records.total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight(),
    overscan: 8,
    initialOffset: () => offsets.get(question) ?? 0,
    // The active row stays in the document, however far one scrolls: aria-activedescendant names it.
    rangeExtractor: ({ startIndex, endIndex }) => rowsToRender(startIndex, endIndex, cursor, records.total),
  })
  const rows = virtual.getVirtualItems()
  const range = virtual.range
  const first = range?.startIndex ?? 0
  const last = range?.endIndex ?? 0
  useEffect(() => onView({ first, last }), [onView, first, last])
  useLayoutEffect(() => virtual.scrollToOffset(offsets.get(question) ?? 0), [virtual, question])
  useImperativeHandle(props.ref, () => ({
    focus: () => box.current?.focus(),
    scrollTo: (index) => virtual.scrollToIndex(index),
  }))

  const go = (index: number, isMarking: boolean) => {
    const to = Math.max(0, Math.min(records.total - 1, index))
    if (isMarking) onMarkRange(cursor, to)
    onCursor(to)
    virtual.scrollToIndex(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      props.onMarkAll()
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, last - first - 1)
    const steps: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: records.total - 1,
    }
    const step = steps[event.key]
    const hit = rowAt(records, cursor)
    if (step !== undefined) go(step, event.shiftKey)
    else if (event.key === 'Enter' && hit) {
      onOpen(hit)
      props.onEnter()
    } else if (event.key === ' ' && hit) marks.toggle(hit.id)
    else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
    const index = Number(row?.getAttribute('data-index') ?? -1)
    const hit = rowAt(records, index)
    if (!hit || !(event.target instanceof Element)) return
    if (event.shiftKey) onMarkRange(cursor, index)
    else if (event.ctrlKey || event.metaKey || event.target.closest('.library-mark')) marks.toggle(hit.id)
    else onOpen(hit)
    onCursor(index)
  }

  return (
    <div
      ref={box}
      className="library-list"
      // A <select> cannot hold rows of several lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-multiselectable="true"
      aria-label={words.library.list}
      aria-busy={props.isBusy}
      aria-activedescendant={records.total > 0 ? rowId(cursor) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={(event) => offsets.set(question, event.currentTarget.scrollTop)}
    >
      <div className="library-list-inner" role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const hit = rowAt(records, row.index)
          const isMarked = hit !== undefined && marks.ids.has(hit.id)
          return (
            <div
              key={row.key}
              id={rowId(row.index)}
              className="library-row"
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              aria-selected={isMarked}
              aria-current={hit !== undefined && hit.id === props.openId ? 'true' : undefined}
              aria-setsize={records.total}
              aria-posinset={row.index + 1}
              aria-label={hit ? spokenRow(hit, row.index, records.total, words) : words.library.counting}
              data-index={row.index}
              data-cursor={row.index === cursor || undefined}
              style={{ blockSize: row.size, transform: `translateY(${row.start}px)` }}
            >
              <span className="library-mark" data-marked={isMarked || undefined} />
              {hit && <RecordRow hit={hit} tagNames={namesOf(hit.tags, props.tagPaths)} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const rowId = (index: number) => `record-row-${index}`

function rowsToRender(start: number, end: number, cursor: number, total: number): number[] {
  const overscan = 8
  const from = Math.max(0, start - overscan)
  const to = Math.min(total - 1, end + overscan)
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  if (cursor >= total || (cursor >= from && cursor <= to)) return rows
  return cursor < from ? [cursor, ...rows] : [...rows, cursor]
}

function namesOf(tags: readonly TagId[], paths: ReadonlyMap<TagId, string>): readonly string[] {
  return tags.flatMap((id) => paths.get(id) ?? [])
}

/** The height that the density chosen in the settings gives a row. */
function rowHeight(): number {
  return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 64
}
