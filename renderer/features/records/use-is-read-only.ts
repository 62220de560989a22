import { useQuery } from '../../data/use-query.ts'

/** True when the open archive can only be read. */
export function useIsReadOnly(): boolean {
  return useQuery('archive.describe', {}).value?.readOnly ?? false
}
