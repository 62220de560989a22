import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import type { SearchEngine } from '../index/engine.ts'
import { openEngine } from '../index/engine.ts'
import { putText, request, sampleDocument } from './sample.ts'
import { testKeys } from './test-keys.ts'

/** Gives each test of a file an engine over a cache folder of its own. */
export function useEngine() {
  const bench = {
    cacheFolder: '',
    engine: null as unknown as SearchEngine,
    reopen(): void {
      bench.engine.close()
      bench.engine = openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder })
    },
    /** A record with a text. */
    withText(number: number, text: string | readonly string[], fields: Partial<SearchDocument> = {}) {
      const hash = putText(bench.cacheFolder, [text].flat())
      return sampleDocument(number, { texts: [{ hash, role: 'text' }], ...fields })
    },
    /** The matches in a record, found without pausing. */
    within(document: SearchDocument, query: string, { typing = false, limit = 1000 } = {}) {
      const work = bench.engine.within(document, { query, typing, limit })
      for (;;) {
        const step = work.next()
        if (step.done) return step.value.matches
      }
    },
    /** The numbers of the records that a query finds, in order. */
    numbers(query: string, fields: Parameters<typeof request>[1] = {}): number[] {
      return bench.engine.find(request(query, fields)).hits.map((hit) => Number(hit.id.slice(5)))
    },
  }
  beforeEach(() => {
    bench.cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
    bench.engine = openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder })
  })
  afterEach(() => {
    bench.engine.close()
    rmSync(bench.cacheFolder, { recursive: true, force: true })
  })
  return bench
}
