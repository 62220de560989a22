import { expect, it } from 'vitest'
import type { SearchDocument } from '../../../../../shared/model/search-document.ts'
import { request, sampleDocument } from '../../testing/sample.ts'
import { useEngine } from '../../testing/use-engine.ts'

const bench = useEngine()
const RECORDS = 3000
const KINDS = 105

function textsOf(kind: number): SearchDocument['texts'] {
  const words = 'border '.repeat((kind % 7) + 1)
  const passages = [`${words}one camp`, `${words}اردوگاه two camp${'s'.repeat(kind % 3)} camp`]
  return bench.withText(0, kind % 5 === 0 ? passages.toReversed() : passages).texts
}

it('shows the same on a short page, where most postings of a word are skipped, as on a page with all hits', () => {
  const texts = Array.from({ length: KINDS }, (_, kind) => textsOf(kind))
  bench.engine.update(
    Array.from({ length: RECORDS }, (_, at) =>
      sampleDocument(at, { title: `Record ${at}`, texts: texts[at % KINDS]! }),
    ),
    'bulk',
  )
  bench.engine.flush()
  for (const query of ['camp', 'camp border', 'cam*', 'اردوگاه']) {
    const { hits, total } = bench.engine.find({ ...request(query), limit: RECORDS })
    expect(total).toBe(RECORDS)
    expect(new Set(hits.map((hit) => hit.snippet)).size).toBeGreaterThan(10)
    for (const offset of [64, 65, 500, 1234, 2995]) {
      const page = bench.engine.find(request(query, { offset, limit: 5 })).hits
      expect(page).toEqual(hits.slice(offset, offset + 5))
    }
  }
})
