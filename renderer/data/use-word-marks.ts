import { useMemo } from 'react'
import { wordMarker } from '../../shared/query/mark-words.ts'
import type { WordRanges } from '../../shared/query/mark-words.ts'
import type { QueryField } from '../../shared/query/query.ts'
import { useAddress } from './use-address.ts'

/** Finds the words of the search in a value of the open record. */
export function useWordMarks(): (text: string, field: QueryField) => WordRanges {
  const { query } = useAddress()
  return useMemo(() => wordMarker(query), [query])
}
