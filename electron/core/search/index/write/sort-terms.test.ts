import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTermTable } from './term-table.ts'

describe('the words of a table', () => {
  it('come in the order of their units, in whatever script', () => {
    const letter = fc.oneof(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('ا', 'ب', 'ی', '\uffff'),
      fc.string({ maxLength: 1 }),
    )
    const word = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(
        fc.array(
          word.filter((each) => each !== ''),
          { maxLength: 200 },
        ),
        (words) => {
          const table = createTermTable()
          for (const each of words)
            table.put(
              Uint16Array.from(each, (_, at) => each.charCodeAt(at)),
              each.length,
            )
          const numbers = Array.from(table.numbers())
          const distinct = [...new Set(words)]
          expect(table.size()).toBe(distinct.length)
          const text = (term: number) =>
            String.fromCharCode(...table.units().subarray(table.offsets()[term], table.offsets()[term + 1]))
          expect(numbers.map(text)).toEqual(words)
          expect(Array.from(table.sorted(), text)).toEqual(distinct.sort())
        },
      ),
    )
  })
})
