import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../electron/core/search/testing/sample.ts'
import { useEngine } from '../../electron/core/search/testing/use-engine.ts'

const bench = useEngine()

describe('the filter by case', () => {
  it('finds the records that have the case, even among several, with letters folded', () => {
    bench.engine.update([
      sampleDocument(1, { traits: ['case:k-7', 'has:video'] }),
      sampleDocument(2, { traits: ['case:یک'] }),
      sampleDocument(3, { traits: ['case:k-70'] }),
      sampleDocument(4, { traits: ['case:Camp Liberty'] }),
    ])
    expect(bench.numbers('case:"camp liberty"')).toEqual([4])
    expect(bench.numbers('case:K-7')).toEqual([1])
    expect(bench.numbers('case:k-7,يك').toSorted()).toEqual([1, 2])
    expect(bench.numbers('-case:k-7 -case:k-70').toSorted()).toEqual([2, 4])
    expect(bench.numbers('case:other')).toEqual([])
  })
})
