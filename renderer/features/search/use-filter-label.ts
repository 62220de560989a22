import type { RecordKind, VerificationStatus } from '../../../shared/model/record.ts'
import type { ActiveFilter } from '../../data/filters.ts'
import { useQuery } from '../../data/use-query.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** What a filter is called: “Language: Persian”. */
export function useFilterLabel(): (filter: ActiveFilter) => string {
  const { search, library, records } = useMessages()
  const { languageName } = useFormats()
  const { value: tags } = useQuery('tags.list', {})
  return ({ name, value }) => {
    const labels: Record<ActiveFilter['name'], () => string> = {
      // Values of these two come from fixed lists.
      kind: () => library.kinds[value as RecordKind],
      verification: () => records.verification[value as VerificationStatus],
      tag: () => search.chipTag(tags?.find((tag) => tag.id === value)?.path ?? value),
      language: () => search.chipLanguage(languageName(value)),
      source: () => search.chipSource(value),
      person: () => search.chipPerson(value),
      year: () => search.chipYear(value),
      from: () => search.chipFrom(value),
      to: () => search.chipTo(value),
    }
    return labels[name]()
  }
}
