import type { CitationFields } from '../../../shared/model/citation.ts'
import { ParsedCitation } from '../../../shared/contract/citations.ts'
import { deriveEdtf } from '../../../shared/dates.ts'
import { languageCode } from './language-names.ts'
import { isRefworldUrl, refworldIdOf, refworldLanguageOf } from './refworld.ts'

/**
 * Parses a UNHCR or Refworld citation line into fields for the user to check; null when no title is recognised.
 * Accepts UNHCR's own order (what `formatReferences` writes, as long as the author contains no comma), the cells of a
 * Refworld listing joined by `|`, and a title page on one line.
 */
export function parseCitationLine(line: string): ParsedCitation | null {
  const text = line.replace(/\s+/g, ' ').trim()
  return readListing(text) ?? readReference(text) ?? readTitlePage(text)
}

type Fields = Partial<CitationFields>

const DATE = /^(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? )?\d{4}$/
const URL = /(?:,? ?\bavailable at:?)?,? ?(https?:\/\/\S+?)(?=[,;.]?(?: |$))[,;.]?/i
const SYMBOL = /^(?:UN Doc )?[A-Z][A-Za-z0-9.]*(?:\/[A-Za-z0-9.()-]+)+$/
const PINPOINT =
  /^(?:paras?|pp?|pages?|arts?|articles?|sections?|secs?|chapters?|chs?|annex|fn|n)\b\.?|^[§¶]/i
const UNHCR_NAME = '(?:(?:United Nations|UN) High Commissioner for Refugees|UNHCR)(?: \\(UNHCR\\))?'

/** Title | date | Publisher: … | Document type: … */
function readListing(text: string): ParsedCitation | null {
  const [title = '', ...cells] = text.split(' | ')
  if (cells.length === 0) return null
  const cell = (name: string) =>
    cells.find((each) => each.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
  return build(title, cells.find((each) => isDate(each)) ?? '', {
    author: cell('Publisher'),
    documentType: cell('Document type'),
    symbol: cell('Symbol'),
  })
}

/** Author, Title, date, symbol, pinpoint, address [accessed …] [other languages] [Part of the …] [superseded by …] */
function readReference(text: string): ParsedCitation | null {
  const { rest, notes } = splitOffNotes(text)
  const match = URL.exec(rest)
  const url = match?.[1] ?? ''
  const head = match ? rest.slice(0, match.index) : rest
  const fields = { ...readNotes(notes), ...readUrl(url) }
  const segments = head.split(', ').map((segment) => segment.trim())
  const dateAt = segments.findLastIndex((segment, index) => index > 0 && isDate(segment))
  if (dateAt < 0 && !url && !segments.some((each) => SYMBOL.test(each))) return null
  const { names, symbol, pinpoint } = dateAt < 0 ? splitUndated(segments) : splitAt(segments, dateAt)
  const [author = '', ...title] = names.length > 1 ? names : ['', ...names]
  const found = { ...fields, author, symbol: symbol.replace(/^UN Doc /, ''), pinpoint }
  return build(title.join(', '), dateAt < 0 ? '' : segments[dateAt]!, found)
}

interface Split {
  readonly names: readonly string[]
  readonly symbol: string
  readonly pinpoint: string
}

/** Splits at the date; after it come the symbol, then the pinpoint. */
function splitAt(segments: readonly string[], dateAt: number): Split {
  const after = segments.slice(dateAt + 1).filter(Boolean)
  const pinAt = after.findIndex((segment) => PINPOINT.test(segment))
  const symbol = (pinAt < 0 ? after : after.slice(0, pinAt)).join(', ')
  return {
    names: segments.slice(0, dateAt),
    symbol,
    pinpoint: pinAt < 0 ? '' : after.slice(pinAt).join(', '),
  }
}

/** Without a date to split at, the symbol must look like one. */
function splitUndated(segments: readonly string[]): Split {
  const filled = segments.filter(Boolean)
  const symbolAt = filled.findLastIndex((segment) => SYMBOL.test(segment))
  if (symbolAt < 1) return { names: filled, symbol: '', pinpoint: '' }
  const pinpoint = filled.slice(symbolAt + 1).join(', ')
  return { names: filled.slice(0, symbolAt), symbol: filled[symbolAt]!, pinpoint }
}

/** A title page in one line: TITLE United Nations High Commissioner for Refugees (UNHCR) 17 December 2010 HCR/EG/… */
function readTitlePage(text: string): ParsedCitation | null {
  const match = new RegExp(
    `^(.+?) (${UNHCR_NAME}),? ((?:\\d{1,2} )?(?:[A-Z][a-z]+ )?\\d{4})(?: (\\S+/\\S+))?$`,
  ).exec(text)
  if (!match) return null
  const [, title = '', author, date = '', symbol = ''] = match
  return isDate(date) ? build(title, date, { author, symbol }) : null
}

/** Splits off the bracketed notes at the end; a bracket within the title stays where it is. */
function splitOffNotes(text: string): { rest: string; notes: string[] } {
  const notes: string[] = []
  let rest = text
  for (let match = BRACKET.exec(rest); match; match = BRACKET.exec(rest)) {
    notes.unshift(match[1]!)
    rest = rest.slice(0, match.index).trimEnd()
  }
  return { rest, notes }
}

const BRACKET = / \[([^[\]]*)\][.]?$/

function readNotes(notes: readonly string[]): Fields {
  const fields: Fields = {}
  for (const note of notes) {
    const accessed = /^(?:last )?accessed:? (.+)$/i.exec(note)?.[1]
    const series = /^Part of the (.+)$/i.exec(note)?.[1]
    const superseded = /^superseded(?: and replaced)?(?: by (.+))?$/i.exec(note)
    if (accessed) fields.accessedOn = accessed
    else if (series) fields.series = series
    else if (superseded) Object.assign(fields, { status: 'superseded', supersededBy: superseded[1] ?? '' })
    else Object.assign(fields, readLanguages(note) ?? { notes: note })
  }
  return fields
}

/** One known name makes the bracket a list of languages; unknown names in it are kept as typed. */
function readLanguages(note: string): Fields | null {
  const names = note.split(/, | and /)
  if (!names.some((name) => languageCode(name))) return null
  return { otherLanguages: names.map((name) => ({ language: languageCode(name) ?? name, url: '' })) }
}

function readUrl(url: string): Fields {
  if (!url) return {}
  if (isRefworldUrl(url)) return { refworldUrls: [url], refworldId: refworldIdOf(url) }
  return /^https?:\/\/(?:webarchive\.|web\.archive\.)/i.test(url)
    ? { webArchiveUrl: url }
    : { otherUrls: [url] }
}

function build(title: string, dateStated: string, fields: Fields): ParsedCitation | null {
  if (title.trim() === '') return null
  const language = refworldLanguageOf(fields.refworldUrls?.[0] ?? '')
  return ParsedCitation.parse({
    title: title.trim(),
    dateStated,
    languages: language ? [language] : [],
    fields,
  })
}

const isDate = (text: string): boolean => DATE.test(text) && deriveEdtf(text) !== ''
