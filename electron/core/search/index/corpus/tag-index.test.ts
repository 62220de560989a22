import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TagId } from '../../../../../shared/model/ids.ts'
import type { SegmentData } from '../segment/segment-data.ts'
import { createTagIndex } from './tag-index.ts'

/** A tree of eight tags, each under an earlier one or at the top. */
const tree = fc.tuple(...Array.from({ length: 8 }, (_, at) => fc.integer({ min: -1, max: at - 1 })))
const records = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 8 })), { maxLength: 12 })

const idOf = (at: number): TagId => `t-0000-${at}` as TagId

it('counts a record once for each of its tags and for every tag above them', () => {
  fc.assert(
    fc.property(tree, records, (parents, own) => {
      const index = createTagIndex(
        parents.map((parent, at) => ({
          id: idOf(at),
          label: `tag ${at}`,
          path: `tag ${at}`,
          parent: parent < 0 ? null : idOf(parent),
        })),
      )
      // The ninth is not in the tree.
      const values = Array.from({ length: 9 }, (_, at) => idOf(at))
      const offsets = Uint32Array.from([0, ...own.map((_, at) => own.slice(0, at + 1).flat().length)])
      const tag = { values, offsets, entries: Uint32Array.from(own.flat()) }
      const data = { records: own.length, columns: { tag } } as unknown as SegmentData // the only parts that are read
      const { tags: meetings } = index.meetingsOf(data)
      const met = new Uint32Array(index.numbered().length)
      for (const each of meetings) met[each]!++
      const carried = Uint32Array.from(values, (_, at) => own.flat().filter((each) => each === at).length)
      const counts = index.countsUpward({ names: values, counts: carried }, met)
      const upward = (at: number): number[] => [at, ...((parents[at] ?? -1) < 0 ? [] : upward(parents[at]!))]
      const above = own.map((tags) => new Set(tags.flatMap(upward)))
      for (const [number, id] of index.numbered().entries())
        expect([id, counts[number]]).toEqual([id, above.filter((set) => set.has(Number(id.slice(7)))).length])
    }),
  )
})
