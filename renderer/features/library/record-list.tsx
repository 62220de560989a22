import { useEffect, useImperativeHandle, useRef } from 'react'
import type { KeyboardEvent, MouseEvent, Ref } from 'react'
import type { Hit } from '../../../shared/contract/search.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { readListKey } from './list-keys.ts'
import { ListRow, rowId } from './list-row.tsx'
import { rowAt } from './listed-records.ts'
import type { ListedRecords, View } from './listed-records.ts'
import type { Marks } from './use-marks.ts'
import { useRows } from './use-rows.ts'

/** What other components do with the list. */
export interface RecordListHandle {
  focus(): void
  scrollTo(index: number): void
}

export interface RecordListProps {
  records: ListedRecords
  /** Names the rows, so that each list keeps its scroll position. */
  place: string
  /** The place of the active row. */
  cursor: number
  openId: string | null
  marks: Marks
  tagPaths: ReadonlyMap<TagId, string>
  isBusy: boolean
  onCursor(index: number): void
  /** `isEntered` when Enter opened it, so that the record gets the focus. */
  onOpen(hit: Hit, isEntered: boolean): void
  onMarkRows(from: number, to: number): void
  onView(view: View): void
  ref?: Ref<RecordListHandle>
}

/** The virtual list of records: a list box that reports its active row to a screen reader. */
export function RecordList(props: RecordListProps) {
  const { records, place, cursor, marks, onView, isBusy, openId, tagPaths, ref } = props
  const { library } = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const { rows, height, first, last, scrollTo, keepOffset } = useRows({
    box,
    total: records.total,
    cursor,
    place,
  })
  useEffect(() => onView({ first, last }), [onView, first, last])
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus(), scrollTo }))
  const { onKeyDown, onClick } = useListInput(props, { page: Math.max(1, last - first - 1), scrollTo })

  return (
    <div
      ref={box}
      className="library-list"
      // A <select> cannot contain rows of several lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-multiselectable="true"
      aria-label={library.list}
      aria-busy={isBusy}
      aria-activedescendant={records.total > 0 ? rowId(cursor) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={(event) => keepOffset(event.currentTarget.scrollTop)}
    >
      <div className="library-list-inner" role="presentation" style={{ blockSize: height }}>
        {rows.map(({ key, index, start, size }) => {
          const hit = rowAt(records, index)
          return (
            <ListRow
              key={key}
              hit={hit}
              index={index}
              total={records.total}
              isMarked={hit !== undefined && marks.ids.has(hit.id)}
              isOpen={hit !== undefined && hit.id === openId}
              isCursor={index === cursor}
              tagPaths={tagPaths}
              start={start}
              size={size}
            />
          )
        })}
      </div>
    </div>
  )
}

/** What keys and clicks do; rows have no listeners of their own, because there are too many rows. */
function useListInput(
  { records, cursor, marks, onCursor, onOpen, onMarkRows }: RecordListProps,
  { page, scrollTo }: { page: number; scrollTo(index: number): void },
) {
  const onKeyDown = (event: KeyboardEvent) => {
    const key = readListKey(event, { cursor, total: records.total, page })
    const hit = rowAt(records, cursor)
    if (!key) return
    event.preventDefault()
    if (key.do === 'open' && hit) onOpen(hit, true)
    if (key.do === 'mark' && hit) marks.toggle(hit.id)
    if (key.do === 'mark-all') onMarkRows(0, records.total - 1)
    if (key.do !== 'go') return
    if (key.isMarking) onMarkRows(cursor, key.to)
    onCursor(key.to)
    scrollTo(key.to)
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    const index = Number(target?.closest('[data-index]')?.getAttribute('data-index') ?? -1)
    const hit = rowAt(records, index)
    if (!hit) return
    if (event.shiftKey) onMarkRows(cursor, index)
    else if (event.ctrlKey || event.metaKey || target?.closest('.library-mark')) marks.toggle(hit.id)
    else onOpen(hit, false)
    onCursor(index)
  }
  return { onKeyDown, onClick }
}
