import { useQuery } from '../../data/use-query.ts'

/** True where the open archive can only be read. */
export function useIsReadOnly(): boolean {
  return useQuery('archive.describe', {}).value?.readOnly ?? false
}
