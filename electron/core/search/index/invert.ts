import { createBytes, finishBytes, writeBytes, writeVarint } from './bytes.ts'
import type { GrowingBytes } from './bytes.ts'
import { createDictionaryWriter } from './dictionary-writer.ts'
import { bytesInMemory } from './segment-data.ts'
import type { TermTable } from './term-table.ts'

/** Every word of the records in reading order: its number, its position, its record and what it weighs. */
export interface Occurrences {
  readonly terms: Uint32Array
  readonly positions: Uint32Array
  readonly owners: Uint32Array
  readonly weights: Uint32Array
}

/** The dictionary, postings and positions of these occurrences. */
export function invert(table: TermTable, occurrences: Occurrences) {
  const { order, starts } = groupByTerm(occurrences.terms, table.size())
  const dictionary = createDictionaryWriter()
  const postings = createBytes(occurrences.terms.length + 16)
  const positions = createBytes(occurrences.terms.length * 2 + 16)
  const units = table.units()
  const offsets = table.offsets()
  for (const term of table.sorted()) {
    const own = order.subarray(starts[term]!, starts[term + 1]!)
    const frequency = writeTerm(own, occurrences, postings, positions)
    const word = units.subarray(offsets[term]!, offsets[term + 1]!)
    dictionary.add(word, word.length, { frequency, postings: postings.length, positions: positions.length })
  }
  return {
    ...dictionary.finish(),
    postings: finishBytes(postings),
    positions: bytesInMemory(finishBytes(positions)),
  }
}

/** Counting sort, stable: the occurrences of each term stay in reading order. */
function groupByTerm(terms: Uint32Array, count: number): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(count + 1)
  for (const term of terms) starts[term + 1]!++
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!
  const next = starts.slice()
  const order = new Uint32Array(terms.length)
  for (let at = 0; at < terms.length; at++) order[next[terms[at]!]!++] = at
  return { order, starts }
}

const run = createBytes(64)

function writeTerm(
  own: Uint32Array,
  { positions: allPositions, owners, weights }: Occurrences,
  postings: GrowingBytes,
  positions: GrowingBytes,
): number {
  let before = -1
  let records = 0
  for (let at = 0; at < own.length;) {
    const owner = owners[own[at]!]!
    let weight = 0
    let last = 0
    let count = 0
    run.length = 0
    for (; at < own.length && owners[own[at]!] === owner; at++) {
      const position = allPositions[own[at]!]!
      weight += weights[own[at]!]!
      writeVarint(run, position - last)
      last = position
      count++
    }
    writePosting(postings, owner - before, weight)
    if (count === 1) writeVarint(positions, last * 2 + 1)
    else {
      writeVarint(positions, run.length * 2)
      writeBytes(positions, run.bytes, 0, run.length)
    }
    before = owner
    records++
  }
  return records
}

/** Writes one record of a term: the step from the record before it, and the weight. */
export function writePosting(postings: GrowingBytes, step: number, weight: number): void {
  if (weight === 1) writeVarint(postings, step * 2 + 1)
  else {
    writeVarint(postings, step * 2)
    writeVarint(postings, weight)
  }
}
