import { showDirections } from '../../../shared/text/show-directions.ts'
import type { ImportOutcome } from '../../../shared/contract/imports.ts'
import { PlaceLink } from '../../data/place-link.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { DrawnList } from '../../ui/drawn-list.tsx'

export interface OutcomeListProps {
  readonly label: string
  readonly outcomes: readonly ImportOutcome[]
  readonly emptyText: string
  /** Called when a link leads to a record. */
  onGo(): void
}

/** The files of an import with the outcome of each; only those in view are rendered. */
export function OutcomeList({ label, outcomes, emptyText, onGo }: OutcomeListProps) {
  if (outcomes.length === 0) return <p className="outcomes-empty">{emptyText}</p>
  return (
    <DrawnList label={label} items={outcomes} lineSize={44} className="outcomes" lineClassName="outcome">
      {(outcome) => <Outcome outcome={outcome} onGo={onGo} />}
    </DrawnList>
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
          <PlaceLink
            to={{ record: outcome.record }}
            onGo={onGo}
            label={`${words.openRecord} ${outcome.record}`}
          >
            <bdi dir="ltr">{outcome.record}</bdi>
          </PlaceLink>
        )}
      </span>
    </>
  )
}
