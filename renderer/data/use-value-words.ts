import type { Catalogue } from '../messages/en.ts'
import type { Formats } from '../messages/formats.ts'
import { useFormats, useMessages } from '../messages/use-messages.tsx'

/** Puts any value of a field into words, for the history and where one is asked about it. */
export function useValueWords(
  field: string,
  tagPaths: ReadonlyMap<string, string>,
): (value: unknown) => string {
  const { records } = useMessages()
  const formats = useFormats()
  return (value) => valueWords(value, { field, words: records, formats, tagPaths })
}

interface Context {
  readonly field: string
  readonly words: Catalogue['records']
  readonly formats: Formats
  readonly tagPaths: ReadonlyMap<string, string>
}

function valueWords(value: unknown, context: Context): string {
  if (value === undefined || value === null || value === '') return context.words.nothing
  if (Array.isArray(value))
    return value.length === 0
      ? context.words.nothing
      : value.map((each) => isolated(valueWords(each, context))).join(', ')
  if (typeof value === 'object') return objectWords(value, context)
  return named(String(value), context)
}

/** A signatory, a file or a language version, by what names it; anything else as it is written in the ledger. */
function objectWords(value: object, { formats }: Context): string {
  if ('count' in value && 'label' in value)
    return `${formats.number(Number(value.count))} ${isolated(String(value.label))}`
  if ('name' in value) return String(value.name)
  if ('language' in value && 'url' in value) return `${String(value.language)} ${String(value.url)}`.trim()
  if ('reason' in value) return String(value.reason)
  return JSON.stringify(value)
}

function named(value: string, { field, words, formats, tagPaths }: Context): string {
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: words.kinds,
    direction: words.directions,
    sensitivity: words.sensitivity,
    'verification.status': words.verification,
  }
  if (field === 'tags') return tagPaths.get(value) ?? value
  if (field === 'languages') return formats.languageName(value)
  if (field === 'reliability') return `${value} – ${lookUp(words.reliability, value)}`
  if (field === 'credibility') return `${value} – ${lookUp(words.credibility, value)}`
  return lookUp(lists[field] ?? {}, value)
}

/** Names of both directions in one line keep their own (UAX #9, first-strong isolate). */
const isolated = (text: string) => `\u2068${text}\u2069`

const lookUp = (list: Readonly<Record<string, string>>, value: string) => list[value] ?? value
