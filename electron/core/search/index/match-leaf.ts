import { ALL_FIELDS, fieldWeights, TAG_FIELD } from './fields.ts'
import type { Leaf } from './leaf.ts'
import { languageMask } from './language-mask.ts'
import { matchSequence } from './match-sequence.ts'
import { addPostings, decodePostings } from './postings.ts'
import { isDense, sortTouched } from './record-set.ts'
import { room } from './room.ts'
import type { Scratch, Segment } from './segment.ts'
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
  const terms = singles.flatMap((way) => weighedTerms(segment, way))
  if (terms.length === 1 && !terms[0]!.mask && sequences.length === 0 && tagged.length === 0)
    return { ...matchTerm(segment, terms[0]!), ways }
  const postings = terms.reduce((sum, { term }) => sum + term.frequency, 0)
  const gathering = createGathering(segment, isDense(postings, segment.data.records))
  for (const each of terms) gathering.addTerm(each)
  const fields = leaf.fields & ~TAG_FIELD
  if (fields !== 0) for (const each of sequences) matchSequence(segment, each, fields, gathering.add)
  for (const { records, weight } of tagged) for (const record of records) gathering.add(record, weight)
  return { ...gathering.finish(), ways }
}

/** A single word is the usual case, and its postings are in order already. */
function matchTerm(segment: Segment, { term, weight }: WeighedTerm): Omit<LeafMatches, 'ways'> {
  const { dead, data, live } = segment
  const { termWeights } = segment.scratch()
  const records = room.records(term.frequency)
  const total = decodePostings(data, term, { termRecords: records, termWeights })
  const weights = room.scores(total)
  if (live === data.records) {
    for (let i = 0; i < total; i++) weights[i] = termWeights[i]! * weight
    return { records, weights }
  }
  let count = 0
  for (let i = 0; i < total; i++) {
    if (dead[records[i]!]) continue
    records[count] = records[i]!
    weights[count++] = termWeights[i]! * weight
  }
  return { records: records.subarray(0, count), weights: weights.subarray(0, count) }
}

/** A term, and the records that it counts in where these are not all. */
interface MaskedTerm extends WeighedTerm {
  readonly mask: Uint8Array | null
}

function weighedTerms(segment: Segment, { alternative, slots }: Way): MaskedTerm[] {
  const mask = languageMask(segment, alternative.language)
  return slots[0]!.map(({ term, weight }) => ({ term, weight: weight * alternative.weight, mask }))
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
  readonly addTerm: (term: MaskedTerm) => void
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
    addTerm({ term, weight, mask }) {
      if (isMany && !mask && live === data.records) return addPostings(data, term, weights, weight)
      const total = decodePostings(data, term, scratch)
      for (let i = 0; i < total; i++) {
        const record = termRecords[i]!
        if (dead[record] || mask?.[record] === 0) continue
        if (!isMany && weights[record] === 0) touched[count++] = record
        weights[record]! += termWeights[i]! * weight
      }
    },
    finish: () => (isMany ? takeAllMatches(scratch) : takeMatches(scratch, count)),
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

/** The same by a look at every record. */
function takeAllMatches({ weights }: Scratch): Omit<LeafMatches, 'ways'> {
  const records = room.records(weights.length)
  const sums = room.scores(weights.length)
  let count = 0
  for (let record = 0; record < weights.length; record++) {
    const weight = weights[record]!
    // Written over unless it counts: about half of them do, and a branch would be guessed wrong as often.
    records[count] = record
    sums[count] = weight
    count = (count + Number(weight > 0)) | 0
  }
  weights.fill(0)
  return { records: records.subarray(0, count), weights: sums.subarray(0, count) }
}
