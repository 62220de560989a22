import { showStrayDirections } from '../text/show-directions.ts'
import { credibility, kinds, reliability, sensitivity, verification } from './record-words.ts'

/** What is needed to put a value into words, in addition to the value. */
export interface ValueContext {
  readonly field: string
  readonly nothing: string
  readonly directions: Readonly<Record<string, string>>
  readonly tagPaths: ReadonlyMap<string, string>
  readonly formats: { number(value: number): string; languageName(tag: string): string }
}

/** A value of a field as a history shows it; an unknown value stays as the ledger has it. */
export function valueWords(value: unknown, context: ValueContext): string {
  if (value === undefined || value === null || value === '') return context.nothing
  if (Array.isArray(value))
    return value.length === 0
      ? context.nothing
      : value.map((each) => isolated(valueWords(each, context))).join(', ')
  if (typeof value === 'object') return objectWords(value, context)
  return named(String(value), context)
}

/** A signatory, a file or a language version is shown by its name; anything else as it is written in the ledger. */
function objectWords(value: object, { formats }: ValueContext): string {
  if ('count' in value && 'label' in value)
    return `${formats.number(Number(value.count))} ${isolated(String(value.label))}`
  if ('name' in value) return String(value.name)
  if ('language' in value && 'url' in value) return `${String(value.language)} ${String(value.url)}`.trim()
  if ('reason' in value) return String(value.reason)
  return JSON.stringify(value)
}

function named(value: string, { field, directions, formats, tagPaths }: ValueContext): string {
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: kinds,
    direction: directions,
    sensitivity: sensitivity,
    'verification.status': verification,
  }
  if (field === 'tags') return tagPaths.get(value) ?? value
  if (field === 'languages') return formats.languageName(value)
  if (field === 'reliability') return `${value} – ${lookUp(reliability, value)}`
  if (field === 'credibility') return `${value} – ${lookUp(credibility, value)}`
  return lookUp(lists[field] ?? {}, value)
}

/** Names of both directions on one line keep their own direction (UAX #9, first-strong isolate). */
const isolated = (text: string) => `\u2068${showStrayDirections(text)}\u2069`

// A value may have the same name as a property of every object.
const lookUp = (list: Readonly<Record<string, string>>, value: string): string =>
  Object.hasOwn(list, value) ? list[value]! : value
