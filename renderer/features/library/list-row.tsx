import { memo } from 'react'
import type { Hit } from '../../../shared/contract/search.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { RecordRow } from './record-row.tsx'
import { spokenRow } from './spoken-row.ts'
import { usePlaceWords } from './use-place-words.ts'

export interface ListRowProps {
  /** Undefined while its page is being read. */
  hit: Hit | undefined
  index: number
  total: number
  isMarked: boolean
  isOpen: boolean
  isCursor: boolean
  tagPaths: ReadonlyMap<TagId, string>
  /** The offset of the row in the list, in CSS pixels. */
  start: number
  size: number
}

/**
 * A row of the list, rendered again only when something about it changes, as a list box option that a screen reader
 * reads in one sentence.
 */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { hit, index, total, isMarked, tagPaths, start, size, ...state } = props
  const words = useMessages()
  const placeOf = usePlaceWords()
  return (
    <div
      id={rowId(index)}
      className="library-row"
      // An <option> cannot contain several lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={isMarked}
      aria-current={state.isOpen ? 'true' : undefined}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-label={hit ? spokenRow(hit, index, total, { words, place: placeOf(hit) }) : words.library.counting}
      data-index={index}
      data-cursor={state.isCursor || undefined}
      style={{ blockSize: size, transform: `translateY(${start}px)` }}
    >
      <span className="library-mark" data-marked={isMarked || undefined} />
      {hit && <RecordRow hit={hit} tagNames={hit.tags.flatMap((id) => tagPaths.get(id) ?? [])} />}
    </div>
  )
})

/** The id of a row's element, by its place from 0. */
export function rowId(index: number): string {
  return `record-row-${index}`
}
