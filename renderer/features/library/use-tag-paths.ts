import { useMemo } from 'react'
import type { TagId } from '../../../shared/model/ids.ts'
import { useQuery } from '../../data/use-query.ts'

/** The path of every tag by its id. */
export function useTagPaths(): ReadonlyMap<TagId, string> {
  const { value } = useQuery('tags.list', {})
  return useMemo(() => new Map(value?.map((tag) => [tag.id, tag.path])), [value])
}
