import { edtfRange } from '../dates/edtf.ts'
import { recordKinds, verificationStatuses } from '../model/record.ts'
import { tokenise } from '../text/tokenise.ts'
import type { ListFilter, QueryField, QueryNode } from './query.ts'
import { listFilters, queryFields } from './query.ts'

const NAMED = /^([a-z]+):(.*)$/su
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]+)*$/u

/** Reads an unquoted piece of a query: a word, `prefix*`, `field:word` or a filter; null where it holds no word. */
export function readBareWord(text: string, field: QueryField | null, unread: string[]): QueryNode | null {
  const named = NAMED.exec(text)
  if (!named || named[2]!.startsWith('//')) return readWord(text, field)
  const [, name, value] = named
  const known = queryFields.find((each) => each === name)
  const node = known ? readWord(value!, known) : readFilter(name!, value!)
  if (node) return node
  unread.push(text)
  return tokenise(text).length > 0 ? { type: 'phrase', text, field } : null
}

function readWord(text: string, field: QueryField | null): QueryNode | null {
  const word = text.replace(/\*+$/u, '')
  if (tokenise(word).length === 0) return null
  return { type: 'word', text: word, field, prefix: word !== text }
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
