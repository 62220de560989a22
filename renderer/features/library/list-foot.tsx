import { useEffect, useState } from 'react'
import type { SearchAnswer } from '../../../shared/contract/search.ts'
import { useMessages } from '../../messages/use-messages.tsx'

export interface ListFootProps {
  answer: SearchAnswer | undefined
  isFiltered: boolean
  isPending: boolean
}

/** How many records there are. The count is read aloud once a search has settled. */
export function ListFoot({ answer, isFiltered, isPending }: ListFootProps) {
  const { library } = useMessages()
  const isSlow = useIsSlow(isPending)
  const count = isFiltered ? library.totalOf : library.total
  return (
    <div className="library-foot">
      <output>{answer && !isSlow ? count(answer.total) : library.counting}</output>
    </div>
  )
}

/** After how many ms the count of the rows still shown is withdrawn: sooner would flicker with every letter. */
const SLOW_MS = 250

function useIsSlow(isPending: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(isPending), isPending ? SLOW_MS : 0)
    return () => clearTimeout(timer)
  }, [isPending])
  return isSlow && isPending
}
