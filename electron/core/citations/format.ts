import type { CitationStyle } from '../../../shared/contract/citations.ts'
import type { CitationFields } from '../../../shared/model/citation.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { citationStyles } from '../../../shared/contract/citations.ts'
import { deriveEdtf, gregorianWords } from '../../../shared/dates.ts'
import { languageName } from './language-names.ts'

/** The fields of a record that a reference is built from. */
export type CitedRecord = Pick<HoldfastRecord, 'title' | 'dateStated' | 'dateEdtf' | 'languages' | 'citation'>

export interface Reference {
  readonly style: CitationStyle
  readonly text: string
}

/**
 * Formats the reference of a citation in every style, as plain text on one line without control characters; empty for
 * a record without a citation. Each reference to a superseded document ends with a note that says so.
 */
export function formatReferences(record: CitedRecord): Reference[] {
  const { citation } = record
  if (!citation) return []
  return citationStyles.map((style) => ({ style, text: oneLine(STYLES[style](record, citation)) }))
}

const STYLES: Readonly<Record<CitationStyle, (record: CitedRecord, citation: CitationFields) => string>> = {
  unhcr: formatUnhcr,
  'oscola-un': formatOscola,
}

/** UNHCR's own order: Author, Title, date, Symbol, address [other languages]. */
function formatUnhcr(record: CitedRecord, citation: CitationFields): string {
  const url = addressOf(citation)
  const accessed = citation.accessedOn.trim()
  const address = accessed && url ? `available at: ${url} [accessed ${dateWords(accessed)}]` : url
  const parts = [
    authorsOf(citation),
    record.title,
    dateOf(record),
    citation.symbol,
    citation.pinpoint,
    address,
  ]
  return [joinFilled(parts, ', '), ...bracketsOf(citation)].join(' ')
}

/** The OSCOLA order for UN documents: author, ‘title’ (date) UN Doc symbol, pinpoint <address> accessed date. */
function formatOscola(record: CitedRecord, citation: CitationFields): string {
  const author = authorsOf(citation)
  // OSCOLA sets a resolution, which has no author, without quotation marks.
  const title = author && record.title ? `‘${record.title}’` : record.title
  const date = dateOf(record)
  const symbol = citation.symbol.trim()
  const head = joinFilled(
    [joinFilled([author, title], ', '), date && `(${date})`, symbol && `UN Doc ${symbol}`],
    ' ',
  )
  const url = addressOf(citation)
  const accessed = citation.accessedOn.trim()
  return joinFilled(
    [
      joinFilled([head, citation.pinpoint], ', '),
      url && `<${url}>`,
      url && accessed && `accessed ${dateWords(accessed)}`,
      supersededNote(citation),
    ],
    ' ',
  )
}

function bracketsOf(citation: CitationFields): string[] {
  const languages = citation.otherLanguages.map((each) => languageName(each.language.trim())).filter(Boolean)
  const notes = [
    languages.join(', '),
    citation.series.trim() && `Part of the ${citation.series.trim()}`,
  ].filter(Boolean)
  return [...notes.map((note) => `[${note}]`), supersededNote(citation)].filter(Boolean)
}

function supersededNote({ status, supersededBy }: CitationFields): string {
  if (supersededBy.trim()) return `[superseded by ${supersededBy.trim()}]`
  return status === 'superseded' ? '[superseded]' : ''
}

function authorsOf({ author, coAuthors }: CitationFields): string {
  const names = [author, ...coAuthors].map((name) => name.trim()).filter(Boolean)
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function addressOf({ refworldUrls, otherUrls, webArchiveUrl }: CitationFields): string {
  return [...refworldUrls, ...otherUrls, webArchiveUrl].map((url) => url.trim()).find(Boolean) ?? ''
}

/** Writes a day, month or year out in English; a range or an uncertain date stays as stated. */
function dateOf({ dateStated, dateEdtf }: Pick<CitedRecord, 'dateStated' | 'dateEdtf'>): string {
  return /^\d{4}(?:-\d\d){0,2}$/.test(dateEdtf) ? gregorianWords(dateEdtf) : dateStated.trim()
}

function dateWords(stated: string): string {
  return dateOf({ dateStated: stated, dateEdtf: deriveEdtf(stated) })
}

const joinFilled = (parts: readonly string[], separator: string): string =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(separator)

/**
 * Removes line breaks and control characters, including bidi controls, which would spread to any text that the
 * reference is pasted into.
 */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
