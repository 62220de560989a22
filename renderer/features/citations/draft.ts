import type { ParsedCitation } from '../../../shared/contract/citations.ts'
import type { CitationFields } from '../../../shared/model/citation.ts'

/** A citation while it is being written: each field as text, lists with one entry per line. */
export type CitationDraft = Readonly<Record<DraftField, string>>
export type DraftField = 'title' | 'dateStated' | 'languages' | keyof CitationFields

const lists = ['coAuthors', 'countries', 'topics', 'refworldUrls', 'otherUrls'] as const
const texts = [
  'author',
  'shortTitle',
  'documentType',
  'symbol',
  'series',
  'refworldId',
  'accessedOn',
  'webArchiveUrl',
  'supersededBy',
  'supersedes',
  'pinpoint',
  'notes',
] as const

/** The draft of these fields; `citationOf` returns the same fields from it. */
export function draftOf(parsed: ParsedCitation): CitationDraft {
  const { title, dateStated, languages, fields } = parsed
  return {
    ...fields,
    title,
    dateStated,
    languages: languages.join('\n'),
    coAuthors: fields.coAuthors.join('\n'),
    countries: fields.countries.join('\n'),
    topics: fields.topics.join('\n'),
    refworldUrls: fields.refworldUrls.join('\n'),
    otherUrls: fields.otherUrls.join('\n'),
    otherLanguages: printVersions(fields.otherLanguages),
  }
}

/** The fields that a draft stands for: texts trimmed, empty lines left out. */
export function citationOf(draft: CitationDraft): ParsedCitation {
  const text = (field: DraftField) => draft[field].trim()
  const listed = Object.fromEntries(lists.map((field) => [field, lines(draft[field])]))
  const written = Object.fromEntries(texts.map((field) => [field, text(field)]))
  return {
    title: text('title'),
    dateStated: text('dateStated'),
    languages: lines(draft.languages),
    fields: {
      // Object.fromEntries loses the field names; `lists` and `texts` contain every field except the two below.
      ...(listed as Pick<CitationFields, (typeof lists)[number]>),
      ...(written as Pick<CitationFields, (typeof texts)[number]>),
      otherLanguages: parseVersions(draft.otherLanguages),
      status: draft.status === 'current' || draft.status === 'superseded' ? draft.status : 'unknown',
    },
  }
}

/** Other-language versions as lines of a language and, if known, its address. */
export function printVersions(versions: CitationFields['otherLanguages']): string {
  return versions.map(({ language, url }) => `${language} ${url}`.trim()).join('\n')
}

/** The versions in lines like these: what looks like an address is the address, the rest the language. */
export function parseVersions(text: string): CitationFields['otherLanguages'] {
  return lines(text).map((line) => {
    const url = /\S+:\/\/\S+$/.exec(line)?.[0] ?? ''
    return { language: line.slice(0, line.length - url.length).trim(), url }
  })
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
