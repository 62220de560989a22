import type { SearchAnswer } from '../../../shared/contract/search.ts'
import { useMessages } from '../../messages/use-messages.tsx'

export interface ListFootProps {
  answer: SearchAnswer | undefined
  isFiltered: boolean
  isPending: boolean
}

/** How many there are. The count is read aloud when a search has settled. */
export function ListFoot({ answer, isFiltered, isPending }: ListFootProps) {
  const { library } = useMessages()
  const count = isFiltered ? library.totalOf : library.total
  return (
    <div className="library-foot">
      <output>{answer && !isPending ? count(answer.total) : library.counting}</output>
      {answer?.building && <span className="library-building">{library.indexing}</span>}
      {answer && answer.unread.length > 0 && <span>{library.unread(answer.unread.join(' '))}</span>}
    </div>
  )
}
