import type { QuerySummary } from '../../../shared/contract/batches.ts'
import { noFilters } from '../../data/address.ts'
import { navigate } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { DrawnList } from '../../ui/drawn-list.tsx'

export interface SummaryListProps {
  readonly summaries: readonly QuerySummary[]
  /** Called when a line leads to its search. */
  onGo(): void
}

/** The queries with how much each found; only those in view are rendered. */
export function SummaryList({ summaries, onGo }: SummaryListProps) {
  const { batch: words } = useMessages()
  if (summaries.length === 0) return null
  return (
    <DrawnList
      label={words.results}
      items={summaries}
      lineSize={40}
      takesFocus
      className="batch-list"
      lineClassName="batch-line"
    >
      {(summary) => <Line summary={summary} onGo={onGo} />}
    </DrawnList>
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
        <Button
          look="link"
          onPress={() => {
            onGo()
            showSearch(query)
          }}
        >
          <bdi dir="auto">{query}</bdi>
        </Button>
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

/** The space ends the last word, so that the list finds what the batch found and does not complete it. */
function showSearch(query: string): void {
  navigate({
    record: null,
    query: `${query} `,
    filters: noFilters,
    sort: 'relevance',
    descending: false,
    isFilled: false,
  })
}
