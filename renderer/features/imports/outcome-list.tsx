import { showDirections } from '../../../shared/text/show-directions.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ImportOutcome } from '../../../shared/contract/imports.ts'
import { linkTo } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

export interface OutcomeListProps {
  readonly label: string
  readonly outcomes: readonly ImportOutcome[]
  readonly emptyText: string
  /** Called when a link leads to a record. */
  onGo(): void
}

/** The files of an import with what became of each; only those in view are drawn. */
export function OutcomeList({ label, outcomes, emptyText, onGo }: OutcomeListProps) {
  const view = useRef<HTMLDivElement>(null)
  // Nothing of it is handed on, so there is nothing for the compiler to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: outcomes.length,
    getScrollElement: () => view.current,
    estimateSize: () => 44,
    overscan: 10,
  })
  if (outcomes.length === 0) return <p className="outcomes-empty">{emptyText}</p>
  return (
    // The list is scrolled by key, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="outcomes" ref={view} tabIndex={0}>
      <ul className="outcomes-size" aria-label={label} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className="outcome"
            aria-setsize={outcomes.length}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Outcome outcome={outcomes[item.index]!} onGo={onGo} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Outcome({ outcome, onGo }: { outcome: ImportOutcome; onGo(): void }) {
  const { imports: words, reader } = useMessages()
  const formats = useFormats()
  const notes = outcome.notes ?? []
  return (
    <>
      <span className="outcome-name">
        <bdi dir="auto" title={showDirections(outcome.name)}>
          {showDirections(outcome.name)}
        </bdi>
        {outcome.message && (
          <span className="outcome-reason">
            <bdi dir="auto">{outcome.message}</bdi> <code>{outcome.code}</code>
          </span>
        )}
        {notes.map((note) => (
          <span key={note} className="outcome-reason">
            {reader.notes[note]}
          </span>
        ))}
      </span>
      <span className="outcome-size">
        {outcome.sizeBytes === undefined ? '' : formats.bytes(outcome.sizeBytes)}
      </span>
      <span className="outcome-word">
        {words.outcomes[outcome.outcome]}
        {outcome.attached && <span className="outcome-attached">{words.attached}</span>}
      </span>
      <span className="outcome-record">
        {outcome.record && (
          <a
            href={linkTo({ record: outcome.record })}
            onClick={onGo}
            aria-label={`${words.openRecord} ${outcome.record}`}
          >
            <bdi dir="ltr">{outcome.record}</bdi>
          </a>
        )}
      </span>
    </>
  )
}
