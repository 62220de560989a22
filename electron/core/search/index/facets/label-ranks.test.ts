import fc from 'fast-check'
import { expect, it } from 'vitest'
import { labelRanks } from './label-ranks.ts'

it('keeps names in the order of their labels, whatever order they arrive in', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ maxLength: 3 }))), (batches) => {
      const names: string[] = []
      for (const batch of batches) {
        names.push(...batch)
        const { byRank, ranks } = labelRanks(names, (name) => name.toLowerCase())
        const labels = names.map((name) => name.toLowerCase())
        const expected = [...names.keys()].sort((a, b) =>
          labels[a]! < labels[b]! ? -1 : labels[a]! > labels[b]! ? 1 : a - b,
        )
        expect([...byRank]).toEqual(expected)
        expect(Array.from(byRank, (at) => ranks[at])).toEqual([...names.keys()])
      }
    }),
  )
})
