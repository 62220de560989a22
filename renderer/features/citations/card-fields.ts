import type { CitationFields } from '../../../shared/model/citation.ts'
import { citationOf, draftOf } from './draft.ts'

/** The fields of a citation in the order in which readers look for them. */
export const cardFields = [
  'author',
  'documentType',
  'symbol',
  'refworldUrls',
  'status',
  'pinpoint',
  'shortTitle',
  'coAuthors',
  'countries',
  'topics',
  'otherLanguages',
  'series',
  'supersededBy',
  'supersedes',
  'refworldId',
  'otherUrls',
  'accessedOn',
  'webArchiveUrl',
  'notes',
] as const satisfies readonly (keyof CitationFields)[]
export type CardField = (typeof cardFields)[number]

/** How many of `cardFields`, from the first, every citation shows even when they are empty. */
const MAIN = 6
const manyLines: ReadonlySet<CardField> = new Set([
  'coAuthors',
  'countries',
  'topics',
  'otherLanguages',
  'refworldUrls',
  'otherUrls',
  'notes',
])

/** True for the fields that every citation shows. */
export function isMainField(field: CardField): boolean {
  return cardFields.indexOf(field) < MAIN
}

/** True for lists, written one entry per line, and for longer texts. */
export function isManyLines(field: CardField): boolean {
  return manyLines.has(field)
}

/** The text of one field; lists have one entry per line. */
export function citationText(fields: CitationFields, field: CardField): string {
  return draftOf({ title: '', dateStated: '', languages: [], fields })[field]
}

/** The citation with one field changed to what its text says. */
export function withCitationText(fields: CitationFields, field: CardField, text: string): CitationFields {
  const draft = draftOf({ title: '', dateStated: '', languages: [], fields })
  return citationOf({ ...draft, [field]: text }).fields
}
