import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addRows, createCountMatrix, NOTHING } from './count-matrix.ts'

const numbers = fc.uniqueArray(
  fc.oneof(fc.integer({ min: NOTHING, max: 60 }), fc.integer({ min: 65_500, max: 70_000 })),
  { maxLength: 14 },
)

it('counts every number of every record, however many and however large they are', () => {
  fc.assert(
    fc.property(
      fc.array(numbers, { maxLength: 30 }),
      fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      (own, isTaken) => {
        const rows = createCountMatrix(own.length, (record, to) => void to.push(...own[record]!))
        const taken = Uint32Array.from(own.keys()).filter((record) => isTaken[record])
        const sums = new Int32Array(70_001)
        addRows(rows, Uint32Array.from(own.keys()), sums, 1)
        addRows(rows, taken, sums, -1)
        const expected = new Int32Array(70_001)
        own.forEach((each, record) => {
          if (!isTaken[record]) for (const number of each) expected[number]!++
        })
        expect(sums.subarray(NOTHING)).toEqual(expected.subarray(NOTHING))
      },
    ),
  )
})
