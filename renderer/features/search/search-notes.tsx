import { useEffect, useState } from 'react'
import { parseQuery } from '../../../shared/query/parse.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { useJobs } from '../../data/use-jobs.tsx'
import { useListAnswer } from '../../data/use-list-answer.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { DidYouMean } from './did-you-mean.tsx'

/** What there is to say about a search between its box and its list: quietly, and only if there is something. */
export function SearchNotes() {
  const { search, window: words } = useMessages()
  const { value: answer, isPrevious } = useListAnswer()
  const run = useRunCommand()
  const suggestions = answer?.suggestions ?? []
  useCommand({
    id: 'search.take-suggestion',
    label: search.takeSuggestion,
    group: words.groupMoving,
    keys: ['Mod+Enter'],
    // What the text before meant is not what is meant now.
    isDisabled: suggestions.length === 0 || isPrevious,
    run: () => {
      navigate({ query: suggestions[0] ?? '' })
      run('search.focus')
    },
  })
  return (
    <div className="search-notes" aria-live="polite">
      <Unread />
      {/* When nothing is found, it is shown instead of the list. */}
      {answer && answer.total > 0 && <DidYouMean suggestions={suggestions} />}
      {answer?.building && <Building />}
    </div>
  )
}

/** A half-typed operator is not a mistake yet, so what was not understood is reported when the typing rests. */
const SETTLE_MS = 600

function Unread() {
  const { search } = useMessages()
  const run = useRunCommand()
  const { query } = useAddress()
  const settled = useSettled(query, SETTLE_MS)
  const { unread } = parseQuery(query)
  if (unread.length === 0 || settled !== query) return null
  return (
    <p className="search-note">
      <span>{search.unread}</span>
      {unread.map((part, at) => (
        <bdi className="search-unread" dir="auto" key={`${at} ${part}`}>
          {part}
        </bdi>
      ))}
      <Button look="link" size="small" onPress={() => run('search.help')}>
        {search.help}
      </Button>
    </p>
  )
}

function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

function Building() {
  const { search } = useMessages()
  const { number } = useFormats()
  const job = useJobs().findLast((each) => each.kind === 'index' && each.state === 'running')
  const isCounted = job && job.totalFiles !== null && job.totalFiles > 0
  return (
    // Read aloud once and not at every step.
    <p className="search-note" aria-live="off">
      {isCounted ? search.buildingOf(number(job.doneFiles), number(job.totalFiles!)) : search.building}
    </p>
  )
}
