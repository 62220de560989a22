import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { QuerySummary } from '../../../shared/contract/batches.ts'
import { noFilters } from '../../data/address.ts'
import { linkTo } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'

export interface SummaryListProps {
  readonly summaries: readonly QuerySummary[]
  /** Called when a line leads to its search. */
  onGo(): void
}

/** The queries with how much each found; only those in view are drawn. */
export function SummaryList({ summaries, onGo }: SummaryListProps) {
  const { batch: words } = useMessages()
  const view = useRef<HTMLDivElement>(null)
  // Nothing of it is handed on, so there is nothing for the compiler to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: summaries.length,
    getScrollElement: () => view.current,
    estimateSize: () => 40,
    overscan: 10,
  })
  // What had the focus is gone; without this it would fall on the button that closes.
  useEffect(() => view.current?.focus({ preventScroll: true }), [])
  if (summaries.length === 0) return null
  return (
    // The list is scrolled by key, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="batch-list" ref={view} tabIndex={0}>
      <ul className="batch-lines" aria-label={words.results} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className="batch-line"
            aria-setsize={summaries.length}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Line summary={summaries[item.index]!} onGo={onGo} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Line({ summary, onGo }: { summary: QuerySummary; onGo(): void }) {
  const { batch: words } = useMessages()
  const { name, query, total, listed, unread } = summary
  return (
    <>
      <span className="batch-asked">
        {name !== '' && (
          <bdi className="batch-name" dir="auto">
            {name}
          </bdi>
        )}
        <a href={linkToSearch(query)} onClick={onGo}>
          <bdi dir="auto">{query}</bdi>
        </a>
        {unread.length > 0 && <span className="batch-unread">{words.unread(unread.join(' '))}</span>}
      </span>
      {total === null ? (
        <span className="batch-failed" title={words.failedHint}>
          {words.failed}
        </span>
      ) : (
        <span className={total === 0 ? 'batch-total batch-total--none' : 'batch-total'}>
          {words.records(total)}
          {listed < total && <span className="batch-listed">{words.listed(listed)}</span>}
        </span>
      )}
    </>
  )
}

/** The space tells the list that nothing is being typed, so it finds what the batch found and no beginnings of words. */
function linkToSearch(query: string): string {
  return linkTo({
    record: null,
    query: `${query} `,
    filters: noFilters,
    sort: 'relevance',
    descending: false,
    isFilled: false,
  })
}
