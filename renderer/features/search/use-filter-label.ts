import type { RecordKind, VerificationStatus } from '../../../shared/model/record.ts'
import type { Narrowing } from '../../data/narrowing.ts'
import { useQuery } from '../../data/use-query.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** The label of a filter: “Language: Persian”. */
export function useFilterLabel(): (filter: Narrowing) => string {
  const { search, library, records } = useMessages()
  const { languageName } = useFormats()
  const { value: tags } = useQuery('tags.list', {})
  return ({ name, value, isExcluded }) => {
    const labels: Record<Narrowing['name'], () => string> = {
      // Values of these three come from fixed lists.
      has: () => search.chipHas[value as keyof typeof search.chipHas],
      kind: () => library.kinds[value as RecordKind],
      verification: () => records.verification[value as VerificationStatus],
      tag: () => search.chipTag(tags?.find((tag) => tag.id === value)?.path ?? value),
      language: () => search.chipLanguage(languageName(value)),
      source: () => search.chipSource(value),
      person: () => search.chipPerson(value),
      year: () => search.chipYear(value),
      from: () => search.chipFrom(value),
      to: () => search.chipTo(value),
      date: () => {
        const [from, to] = value.split('..')
        if (to === undefined) return search.chipDate(value)
        if (from === '') return search.chipTo(to)
        return to === '' ? search.chipFrom(from!) : search.chipDates(from!, to)
      },
      'in-tag': () => search.chipTag(value),
      'in-person': () => search.chipPerson(value),
      'in-source': () => search.chipSource(value),
      'in-place': () => search.chipPlace(value),
      case: () => search.chipCase(value),
      grade: () => search.chipGrade(value.toUpperCase()),
    }
    return isExcluded ? search.chipNot(labels[name]()) : labels[name]()
  }
}
