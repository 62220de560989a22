import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topThreshold } from './top-threshold.ts'

it('is the last of the largest counts in order, or 1 when there are fewer counts', () => {
  const count = fc.oneof(fc.nat(5), fc.nat(3000))
  fc.assert(
    fc.property(fc.array(count, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (counts, most) => {
      const sorted = counts.filter((each) => each > 0).sort((a, b) => b - a)
      expect(topThreshold(Uint32Array.from(counts), most)).toBe(sorted.length <= most ? 1 : sorted[most - 1])
    }),
  )
})
