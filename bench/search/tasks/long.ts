import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { markText, writePassages } from '../../../electron/core/extract/cache.ts'
import { openEngine, type SearchEngine } from '../../../electron/core/search/index/engine.ts'
import type { SearchRequest } from '../../../shared/contract/search.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import type { SearchDocument } from '../../../shared/model/search-document.ts'
import { corpusPaths } from '../corpus.ts'
import { readDocuments, readQueries, readSearchTags } from '../corpus-read.ts'
import { plainDocument } from '../plain-document.ts'
import { createRandom } from '../random.ts'
import { toParagraphs, writeSentences } from '../text.ts'
import { timeEach, type Timing } from '../timing.ts'
import { createVocabulary } from '../vocabulary.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

/** Twenty records of 400,000 characters, and one of 20 million. */
const LENGTHS = [...Array.from({ length: 20 }, () => 400_000), 20_000_000]

export interface LongResult {
  /** Words of all frequencies, queried in the corpus alone and with the long records added. */
  readonly without: Timing
  readonly with: Timing
  /** A phrase in the middle of each long record. */
  readonly inside: Timing
  /** A word in the longest record: how often it occurs, and how long it takes to list its first 20,000 places. */
  readonly withinMatches: number
  readonly withinMs: number
}

const MARK = 'the hidden ledger'

/** Queries a corpus before and after very long records are added. */
export async function long(folder: string): Promise<LongResult> {
  const { cache } = corpusPaths(folder)
  // The texts are in the cache of the corpus, the index only in memory.
  const engine = openEngine({ keys: testKeys, cacheFolder: cache, readOnly: true })
  engine.setTags(readSearchTags(folder))
  if (engine.covered() === null) await feed(engine, folder)
  const sets = readQueries(folder)
  const questions = [...sets.common, ...sets.rare, ...sets.and, ...sets.phrase]
  const find = (request: SearchRequest) => engine.find(request).total
  const ask = () => timeEach(questions, 5, ({ request }) => find(request))
  const without = await ask()
  const documents = await Promise.all(LENGTHS.map((length, at) => writeLong(cache, length, at)))
  for (const document of documents) engine.update([document])
  const withLong = await ask()
  const phrase = { ...questions[0]!.request, query: `"${MARK}"` }
  const inside = await timeEach([phrase], 50, find)
  const started = performance.now()
  const work = engine.within(documents.at(-1)!, { query: 'the', typing: false, limit: 20_000 })
  let step = work.next()
  while (!step.done) step = work.next()
  const withinMs = performance.now() - started
  engine.close()
  for (const { texts } of documents) rmSync(pathOf(cache, texts[0]!.hash))
  return { without, with: withLong, inside, withinMatches: step.value.total, withinMs }
}

async function feed(engine: SearchEngine, folder: string): Promise<void> {
  for await (const document of readDocuments(folder)) engine.update([document], 'bulk')
  engine.flush()
}

async function writeLong(cache: string, length: number, at: number): Promise<SearchDocument> {
  const vocabulary = createVocabulary('en')
  const sentences = writeSentences(vocabulary, 'en', { random: createRandom(at + 500), bytes: length })
  sentences.splice(Math.floor(sentences.length / 2), 0, `Here lies ${MARK}.`)
  const hash = createHash('sha256').update(`long ${at}`).digest('hex') as Hash
  await writePassages(cache, hash, toParagraphs(sentences))
  await markText(cache, hash, testKeys.text)
  const texts = [{ hash, role: 'text' as const }]
  return plainDocument('wxyz', at + 1, { title: `Long record ${at + 1}`, sizeBytes: length, texts })
}

function pathOf(cache: string, hash: Hash): string {
  return join(cache, 'text', hash.slice(0, 2), `${hash}.json`)
}
