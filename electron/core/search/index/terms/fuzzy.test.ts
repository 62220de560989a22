import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../testing/sample.ts'
import { createDistance, walkSimilar } from './fuzzy.ts'
import { createSegmentBuilder } from '../write/segment-builder.ts'
import { termTreeOf, textOf } from './term-tree.ts'

function osa(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, i) => [i, ...Array<number>(right.length).fill(0)])
  for (let j = 1; j <= right.length; j++) rows[0]![j] = j
  for (let i = 1; i <= left.length; i++)
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1)
      rows[i]![j] = best
    }
  return rows[left.length]![right.length]!
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 7 })

describe('walkSimilar', () => {
  it('finds exactly the words within the limit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 60 }),
        word,
        fc.constantFrom(1, 2),
        (list, asked, limit) => {
          const builder = createSegmentBuilder()
          builder.add(sampleDocument(1, { title: list.join(' ') }), () => null)
          const tree = termTreeOf(builder.finish())
          const found: [string, number][] = []
          walkSimilar(tree, asked, limit, (term, distance) => found.push([textOf(tree, term), distance]))
          const near = list
            .map((each): [string, number] => [each, osa(asked, each)])
            .filter(([, distance]) => distance <= limit)
          expect(found.filter(([term]) => !/\d|k/u.test(term))).toEqual(
            near.sort(([a], [b]) => (a < b ? -1 : 1)),
          )
          for (const [each, distance] of near) expect(createDistance(asked, limit)(each)).toBe(distance)
        },
      ),
    )
  })
})
