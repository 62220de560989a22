import { edtfRange } from '../dates/edtf.ts'
import { recordKinds, verificationStatuses } from '../model/choices.ts'
import { tokenise } from '../text/tokenise.ts'
import type { ListFilter, QueryField, QueryNode } from './query.ts'
import { listFilters, queryFields } from './query.ts'

const NAMED = /^([a-z]+):(.*)$/su
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]+)*$/u
/** The name of a case that needs no quotation marks. */
export const CASE_NAME = /^[\p{L}\p{M}\p{N}\-_.]+$/u

/** Reads an unquoted piece of a query: a word, `prefix*`, `field:word` or a filter; null when it contains no word. */
export function readBareWord(text: string, field: QueryField | null, unread: string[]): QueryNode | null {
  const named = NAMED.exec(text)
  if (!named || named[2]!.startsWith('//')) return readWord(text, field) ?? readAsWords(text, field, unread)
  const [, name, value] = named
  const known = queryFields.find((each) => each === name)
  const node = known ? readWord(value!, known) : readFilter(name!, value!)
  if (node) return node
  return readAsWords(text, field, unread)
}

function readAsWords(text: string, field: QueryField | null, unread: string[]): QueryNode | null {
  const isWord = tokenise(text).length > 0
  if (isWord || /[\p{L}:]/u.test(text)) unread.push(text)
  return isWord ? { type: 'phrase', text, field, near: 0 } : null
}

const FUZZY = /^(.*)~(\d*)$/su

/**
 * A word with its operator: `=exact`, `prefix*`, `fuzzy~`, `fuzzy~2`; null when it contains no word or the operator
 * is unknown.
 */
function readWord(text: string, field: QueryField | null): QueryNode | null {
  if (text.startsWith('=')) {
    const word = text.replace(/^=+|[*~]+$/gu, '')
    return wordOf({ text: word, field, prefix: false, exact: true, fuzzy: 0 })
  }
  const fuzzy = FUZZY.exec(text)
  if (!fuzzy) {
    const word = text.replace(/\*+$/u, '')
    return wordOf({ text: word, field, prefix: word !== text, exact: false, fuzzy: 0 })
  }
  const edits = fuzzy[2] === '' ? 1 : Number(fuzzy[2])
  if (edits !== 1 && edits !== 2) return null
  return wordOf({ text: fuzzy[1]!.replace(/\*+$/u, ''), field, prefix: false, exact: false, fuzzy: edits })
}

function wordOf(word: Omit<Extract<QueryNode, { type: 'word' }>, 'type'>): QueryNode | null {
  return tokenise(word.text).length > 0 ? { type: 'word', ...word } : null
}

function readFilter(name: string, value: string): QueryNode | null {
  if (name === 'date') return readDate(value)
  const filter = listFilters.find((each) => each === name)
  if (!filter) return null
  const values = [...new Set(value.toLowerCase().split(',').filter(Boolean))]
  return values.length > 0 && values.every((each) => isValue(filter, each))
    ? { type: 'filter', filter, values }
    : null
}

function isValue(filter: ListFilter, value: string): boolean {
  switch (filter) {
    case 'kind':
      return recordKinds.some((each) => each === value)
    case 'verification':
      return verificationStatuses.some((each) => each === value)
    case 'lang':
      return LANGUAGE.test(value)
    case 'grade':
      return /^([a-f][1-6]?|[1-6])$/u.test(value)
    case 'has':
      return value === 'video' || value === 'transcript'
    case 'case':
      return CASE_NAME.test(value)
  }
}

function readDate(value: string): QueryNode | null {
  const [from, to, more] = value.includes('..') ? value.split('..') : [value, value]
  if (more !== undefined || (from === '' && to === '')) return null
  return isDate(from!) && isDate(to!) ? { type: 'date', from: from!, to: to! } : null
}

function isDate(text: string): boolean {
  return text === '' || edtfRange(text) !== null
}
