import { ALL_FIELDS, fieldWeights, TAG_FIELD } from './fields.ts'
import type { Term } from './dictionary.ts'
import type { Leaf } from './leaf.ts'
import { languageMask } from './language-mask.ts'
import { matchSequence } from './match-sequence.ts'
import { addPostings, decodePostings, decodeWeighed } from './postings.ts'
import { isDense, sortTouched, takePositive } from './record-set.ts'
import { room } from './room.ts'
import type { Scratch } from './scratch.ts'
import type { Segment } from './segment.ts'
import type { TagIndex } from './tag-index.ts'
import type { WeighedTerm } from './slot-terms.ts'
import { waysOf, type Way } from './ways.ts'

/** Records in ascending order, each with what the leaf's occurrences in it weigh, for as long as a find takes. */
export interface LeafMatches {
  readonly records: Uint32Array
  readonly weights: Float64Array
  /** The alternatives that the segment has words for. */
  readonly ways: readonly Way[]
}

/** The live records of a segment in which a leaf is found. */
export function matchLeaf(segment: Segment, leaf: Leaf, tags: TagIndex): LeafMatches {
  const isAnywhere = leaf.fields === ALL_FIELDS
  const tagged = leaf.fields & TAG_FIELD ? recordsByTags(segment, leaf, tags) : []
  const ways = waysOf(segment, leaf)
  const singles = ways.filter((each) => isAnywhere && each.slots.length === 1)
  const sequences = ways.filter((each) => !isAnywhere || each.slots.length > 1)
  const only = onlyTerm(segment, singles)
  if (only && sequences.length === 0 && tagged.length === 0) return { ...matchTerm(segment, only), ways }
  const gathering = createGathering(segment, isDense(countPostings(singles), segment.data.records))
  for (const { alternative, slots } of singles) {
    const mask = languageMask(segment, alternative.language)
    for (const { term, weight } of slots[0]!) gathering.addTerm(term, weight * alternative.weight, mask)
  }
  const fields = leaf.fields & ~TAG_FIELD
  if (fields !== 0) for (const each of sequences) matchSequence(segment, each, fields, gathering.add)
  for (const { records, weight } of tagged) for (const record of records) gathering.add(record, weight)
  return { ...gathering.finish(), ways }
}

/** A single word is the usual case, and its postings are in order already. */
function matchTerm(segment: Segment, { term, weight }: WeighedTerm): Omit<LeafMatches, 'ways'> {
  const { dead, data, live } = segment
  const records = room.records(term.frequency)
  const weights = room.scores(term.frequency)
  decodeWeighed(data, term, { records, weights }, weight)
  if (live === data.records) return { records, weights }
  let count = 0
  for (let i = 0; i < records.length; i++) {
    records[count] = records[i]!
    weights[count] = weights[i]!
    count += 1 - dead[records[i]!]!
  }
  return { records: records.subarray(0, count), weights: weights.subarray(0, count) }
}

/** The one term of all these ways, counting in all records; null where there are more. */
function onlyTerm(segment: Segment, ways: readonly Way[]): WeighedTerm | null {
  const [way] = ways
  if (ways.length !== 1 || way!.slots[0]!.length !== 1) return null
  const { alternative, slots } = way!
  if (languageMask(segment, alternative.language)) return null
  const { term, weight } = slots[0]![0]!
  return { term, weight: weight * alternative.weight }
}

function countPostings(ways: readonly Way[]): number {
  let count = 0
  for (const { slots } of ways) for (const { term } of slots[0]!) count += term.frequency
  return count
}

function recordsByTags(segment: Segment, leaf: Leaf, tags: TagIndex) {
  return leaf.alternatives.flatMap(({ slots, weight }) =>
    tags
      .matching(slots)
      .map((id) => ({ records: tags.recordsWith(segment, id), weight: fieldWeights.tag * weight }))
      .filter(({ records }) => records.length > 0),
  )
}

interface Gathering {
  readonly add: (record: number, weight: number) => void
  /** With a mask, a term counts in those records only. */
  readonly addTerm: (term: Term, weight: number, mask: Uint8Array | null) => void
  readonly finish: () => Omit<LeafMatches, 'ways'>
}

/** Sums what is added for each live record; nothing that is added weighs nothing. Of many records no list is kept. */
function createGathering(segment: Segment, isMany: boolean): Gathering {
  const { data, dead, live } = segment
  const scratch = segment.scratch()
  const { weights, touched, termRecords, termWeights } = scratch
  let count = 0
  return {
    add(record, weight) {
      if (dead[record]) return
      if (!isMany && weights[record] === 0) touched[count++] = record
      weights[record]! += weight
    },
    addTerm(term, weight, mask) {
      if (isMany && !mask && live === data.records) return addPostings(data, term, weights, weight)
      const total = decodePostings(data, term, scratch)
      for (let i = 0; i < total; i++) {
        const record = termRecords[i]!
        if (dead[record] || mask?.[record] === 0) continue
        if (!isMany && weights[record] === 0) touched[count++] = record
        weights[record]! += termWeights[i]! * weight
      }
    },
    finish: () => (isMany ? takeAll(weights) : takeMatches(scratch, count)),
  }
}

/** Takes the sums out in order and leaves the weights all zero. */
function takeMatches({ weights, touched }: Scratch, count: number): Omit<LeafMatches, 'ways'> {
  const records = sortTouched(weights, touched, count)
  const sums = room.scores(count)
  for (let i = 0; i < count; i++) {
    const record = records[i]!
    sums[i] = weights[record]!
    weights[record] = 0
  }
  return { records, weights: sums }
}

function takeAll(weights: Float64Array): Omit<LeafMatches, 'ways'> {
  const { records, scores } = takePositive(weights)
  return { records, weights: scores }
}
