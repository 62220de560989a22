import type { PassageMatch } from '../../../shared/contract/search.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import { useQueries } from '../../data/use-queries.ts'

/** How many passages are read at a time: a record may have thousands of matches, and a few are in view. */
const PASSAGES_PER_REQUEST = 50

/** The texts of the passages with matches; undefined while one is being read. */
export function useHitTexts(
  id: RecordId,
  matches: readonly PassageMatch[],
): (match: PassageMatch) => string | undefined {
  const wanted = new Map(matches.map((match) => [keyOf(match), match]))
  const keys = [...wanted.keys()]
  const answers = useQueries(
    'records.text',
    [...wanted.values()].map(({ hash, passage }) => ({
      id,
      // A match names the object of a record by its hash.
      hash: hash as Hash,
      offset: startOf(passage),
      limit: PASSAGES_PER_REQUEST,
    })),
  )
  return (match) => {
    const answer = answers[keys.indexOf(keyOf(match))]?.value
    return answer?.passages[match.passage - startOf(match.passage)]?.text
  }
}

const startOf = (passage: number): number => passage - (passage % PASSAGES_PER_REQUEST)
const keyOf = ({ hash, passage }: PassageMatch): string => `${hash} ${startOf(passage)}`
