import { mkdirSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { SearchRequest } from '../../../../shared/contract/search.ts'
import type { Hash, RecordId, TagId } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { SearchDocument, SearchTag } from '../../../../shared/model/search-document.ts'
import { testKeys } from './test-keys.ts'
import { markFile, textName } from '../../trust/file-mark.ts'

/** The id of the nth record of tests. */
export function idOfNumber(number: number): RecordId {
  return `k3fp-${String(number).padStart(6, '0')}` as RecordId
}

/** A tag for tests; its id is made from the number. */
export function sampleTag(number: number, path: string, parent: SearchTag | null = null): SearchTag {
  const label = path.split('/').at(-1)!
  return { id: `t-k3fp-${String(number).padStart(6, '0')}` as TagId, parent: parent?.id ?? null, label, path }
}

/** A record for tests with these fields. */
export function sampleDocument(number: number, fields: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id: idOfNumber(number),
    kind: 'statement',
    title: `Record ${number}`,
    description: '',
    names: [],
    people: [],
    sources: [],
    places: [],
    tags: [],
    languages: [],
    verification: 'not-examined',
    fromDay: null,
    toDay: null,
    dateStated: '',
    dateEdtf: '',
    sizeBytes: 0,
    durationMs: null,
    symbols: [],
    details: [],
    texts: [],
    modifiedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  }
}

/** Writes an extracted text into the cache, as paragraphs or with the given locators; returns its hash. */
export function putText(cacheFolder: string, parts: readonly (string | Passage)[]): Hash {
  let at = 0
  const passages = parts.map((part): Passage => {
    if (typeof part !== 'string') return part
    const passage = { locator: `char:${at}-${at + part.length}`, text: part }
    at += part.length + 1
    return passage
  })
  const json = JSON.stringify(passages)
  const hash = createHash('sha256').update(json).digest('hex') as Hash
  const folder = join(cacheFolder, 'text', hash.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  const bytes = Buffer.from(JSON.stringify({ version: 1, hash, tool: 'test', passages }))
  const mark = markFile(testKeys.text, textName(hash), bytes)
  writeFileSync(join(folder, `${hash}.json`), Buffer.concat([bytes, mark]))
  return hash
}

/** A request with the defaults of the contract. */
export function request(query: string, fields: Partial<SearchRequest> = {}): SearchRequest {
  return SearchRequest.parse({ query, ...fields })
}
