import { createBytes, finishBytes, writeBytes, writeVarint } from '../segment/bytes.ts'
import type { GrowingBytes } from '../segment/bytes.ts'
import { createDictionaryWriter } from '../terms/dictionary-writer.ts'
import { bytesInMemory } from '../segment/segment-data.ts'
import type { TermTable } from './term-table.ts'

/**
 * Every word of the records in reading order, by number. Most words are consecutive, so positions are stored as runs:
 * the first word of the run, its position, and its record together with the weight of a word in that field.
 */
export interface Occurrences {
  readonly terms: Uint32Array
  readonly runs: {
    readonly starts: Uint32Array
    readonly positions: Uint32Array
    readonly owners: Uint32Array
  }
}

const OWNER_BITS = 24
const OWNER_MASK = (1 << OWNER_BITS) - 1

/** Packs the number of a record (below 2^24) and the weight of a word in it (below 2^8) into one number. */
export function packOwner(record: number, weight: number): number {
  return weight * (OWNER_MASK + 1) + record
}

/** The dictionary, postings and positions of these occurrences. */
export function invert(table: TermTable, occurrences: Occurrences) {
  const { starts, positions: places, owners } = groupByTerm(occurrences, table.size())
  const dictionary = createDictionaryWriter()
  const postings = createBytes(places.length + 16)
  const positions = createBytes(places.length * 2 + 16)
  const units = table.units()
  const offsets = table.offsets()
  const sorted = table.sorted()
  for (let at = 0; at < sorted.length; at++) {
    const term = sorted[at]!
    const own = { places, owners, from: starts[term]!, to: starts[term + 1]! }
    const frequency = writeTerm(own, postings, positions)
    const word = units.subarray(offsets[term]!, offsets[term + 1]!)
    dictionary.add(word, word.length, { frequency, postings: postings.length, positions: positions.length })
  }
  return {
    ...dictionary.finish(),
    postings: finishBytes(postings),
    positions: bytesInMemory(finishBytes(positions)),
  }
}

/** A stable counting sort: the occurrences of each term are grouped and stay in reading order. */
function groupByTerm({ terms, runs }: Occurrences, count: number) {
  const starts = new Uint32Array(count + 1)
  for (let at = 0; at < terms.length; at++) starts[terms[at]! + 1]!++
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!
  const next = starts.slice()
  const grouped = {
    starts,
    positions: new Uint32Array(terms.length),
    owners: new Uint32Array(terms.length),
  }
  for (let run = 0; run < runs.starts.length; run++) {
    const from = runs.starts[run]!
    const to = runs.starts[run + 1] ?? terms.length
    const position = runs.positions[run]!
    const owner = runs.owners[run]!
    for (let at = from; at < to; at++) {
      const place = next[terms[at]!]!++
      grouped.positions[place] = position + at - from
      grouped.owners[place] = owner
    }
  }
  return grouped
}

/** The occurrences of one term: those from `from` up to `to`. */
interface Own {
  readonly places: Uint32Array
  readonly owners: Uint32Array
  readonly from: number
  readonly to: number
}

const run = createBytes(64)

function writeTerm(
  { places, owners, from, to }: Own,
  postings: GrowingBytes,
  positions: GrowingBytes,
): number {
  let before = -1
  let records = 0
  for (let at = from; at < to;) {
    const record = owners[at]! & OWNER_MASK
    let weight = 0
    let last = 0
    let count = 0
    run.length = 0
    for (; at < to && (owners[at]! & OWNER_MASK) === record; at++) {
      weight += owners[at]! >>> OWNER_BITS
      writeVarint(run, places[at]! - last)
      last = places[at]!
      count++
    }
    writePosting(postings, record - before, weight)
    if (count === 1) writeVarint(positions, last * 2 + 1)
    else {
      writeVarint(positions, run.length * 2)
      writeBytes(positions, run.bytes, 0, run.length)
    }
    before = record
    records++
  }
  return records
}

/** Writes one record of a term: the step from the previous record, and the weight. */
export function writePosting(postings: GrowingBytes, step: number, weight: number): void {
  if (weight === 1) writeVarint(postings, step * 2 + 1)
  else {
    writeVarint(postings, step * 2)
    writeVarint(postings, weight)
  }
}
