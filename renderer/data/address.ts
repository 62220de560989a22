import type { TagId } from '../../shared/model/ids.ts'
import { recordKinds, searchSorts, verificationStatuses } from '../../shared/model/choices.ts'
import type { SearchFilters, SearchSort } from '../../shared/model/search-filters.ts'

/** What is open and where: everything that Back restores. */
export interface Address {
  /** The open record, or null for the list alone. */
  readonly record: string | null
  /** A locator in the open record (`page:3`, `t:12.5`, `char:100-220`), or empty. */
  readonly at: string
  /** The hash of the object that `at` refers to, or empty for the first that contains text. */
  readonly object: string
  /** The tab below the reader, or empty for the first. */
  readonly tab: string
  /** True while the reader fills the window. */
  readonly isFilled: boolean
  readonly query: string
  readonly filters: SearchFilters
  readonly sort: SearchSort
  readonly descending: boolean
}

export const noFilters: SearchFilters = {
  kind: [],
  tag: [],
  language: [],
  source: [],
  person: [],
  verification: [],
  from: '',
  to: '',
}

export const startAddress: Address = {
  record: null,
  at: '',
  object: '',
  tab: '',
  isFilled: false,
  query: '',
  filters: noFilters,
  sort: 'relevance',
  descending: false,
}

/** The address in a hash such as `#/records/k3fp-000123?at=t:12.5&q=…`; unreadable parts are left out. */
export function parseAddress(hash: string): Address {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const params = new URLSearchParams(search)
  const text = (name: string) => params.get(name) ?? ''
  const record = /^\/records\/([^/]+)$/.exec(path)?.[1]
  return {
    record: record ? decodeURIComponent(record) : null,
    at: text('at'),
    object: text('object'),
    tab: text('tab'),
    isFilled: text('view') === 'filled',
    query: text('q'),
    filters: {
      kind: recordKinds.filter((kind) => params.getAll('kind').includes(kind)),
      tag: params.getAll('tag') as TagId[], // The core checks ids; an unknown one finds nothing.
      language: params.getAll('language'),
      source: params.getAll('source'),
      person: params.getAll('person'),
      verification: verificationStatuses.filter((status) => params.getAll('verification').includes(status)),
      from: text('from'),
      to: text('to'),
    },
    sort: searchSorts.find((sort) => sort === text('sort')) ?? 'relevance',
    descending: text('order') === 'descending',
  }
}

/** The hash of an address, without the defaults; `parseAddress` returns the same address from it. */
export function printAddress(address: Address): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string) => value && params.append(name, value)
  put('at', address.at)
  put('object', address.object)
  put('tab', address.tab)
  put('view', address.isFilled ? 'filled' : '')
  put('q', address.query)
  for (const name of ['kind', 'tag', 'language', 'source', 'person', 'verification'] as const)
    for (const value of address.filters[name]) put(name, value)
  put('from', address.filters.from)
  put('to', address.filters.to)
  put('sort', address.sort === 'relevance' ? '' : address.sort)
  put('order', address.descending ? 'descending' : '')
  const path = address.record ? `#/records/${encodeURIComponent(address.record)}` : '#/records'
  // Colons and slashes are allowed in a hash, and people read addresses too.
  const search = params.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')
  return search ? `${path}?${search}` : path
}

/** The address after a change. Another record starts at its beginning unless the change says where. */
export function changeAddress(address: Address, change: Partial<Address>): Address {
  const isOther = change.record !== undefined && change.record !== address.record
  return { ...address, ...(isOther ? { at: '', object: '' } : {}), ...change }
}
