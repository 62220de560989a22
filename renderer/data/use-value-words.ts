import { valueWords } from '../../shared/words/value-words.ts'
import { useFormats, useMessages } from '../messages/use-messages.tsx'

/** Puts any value of a field into words, for the history and for questions about a value. */
export function useValueWords(
  field: string,
  tagPaths: ReadonlyMap<string, string>,
): (value: unknown) => string {
  const { records } = useMessages()
  const formats = useFormats()
  const { nothing, directions } = records
  return (value) => valueWords(value, { field, nothing, directions, formats, tagPaths })
}
