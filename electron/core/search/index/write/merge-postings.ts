import type { GrowingBytes } from '../segment/bytes.ts'
import { createBytes, finishBytes, readVarint, writeBytes, writeVarint } from '../segment/bytes.ts'
import type { TermCursor } from '../terms/dictionary.ts'
import { compareTerms, nextTerm, openTerms } from '../terms/dictionary.ts'
import { createDictionaryWriter } from '../terms/dictionary-writer.ts'
import { writePosting } from './invert.ts'
import { bytesInMemory, type SegmentData } from '../segment/segment-data.ts'

/** A segment on its way into another: the records that stay, and the number each gets (-1 for the others). */
export interface MergePart {
  readonly data: SegmentData
  readonly kept: Uint32Array
  readonly numbers: Int32Array
}

/** Terms merged between two pauses. */
const STEP_TERMS = 2000

/**
 * The dictionary, postings and positions of the records that stay, without words that none of them contains. Each
 * yield is a pause.
 */
export function* mergePostings(parts: readonly MergePart[]) {
  const to: Target = { postings: createBytes(1 << 16), positions: createBytes(1 << 16) }
  const dictionary = createDictionaryWriter()
  const heads = parts.map(createHead).filter((head) => nextTerm(head.cursor))
  for (let count = 1; heads.length > 0; count++) {
    const same = leastHeads(heads)
    const { units, length } = same[0]!.cursor
    let last = -1
    let frequency = 0
    for (const head of same) {
      const copied = head.isComplete ? copyAll(head, last, to) : copyKept(head, last, to)
      last = copied.last
      frequency += copied.records
    }
    if (frequency > 0)
      dictionary.add(units, length, {
        frequency,
        postings: to.postings.length,
        positions: to.positions.length,
      })
    for (const head of same) if (!nextTerm(head.cursor)) heads.splice(heads.indexOf(head), 1)
    if (count % STEP_TERMS === 0) yield
  }
  return {
    ...dictionary.finish(),
    postings: finishBytes(to.postings),
    positions: bytesInMemory(finishBytes(to.positions)),
  }
}

interface Target {
  readonly postings: GrowingBytes
  readonly positions: GrowingBytes
}

interface Head {
  readonly part: MergePart
  /** All of them: a merge reads every byte once, and reading word by word would take a system call for each. */
  readonly positions: Uint8Array
  readonly cursor: TermCursor
  /** No record is dropped, so bytes can be copied as they are. */
  readonly isComplete: boolean
}

function createHead(part: MergePart): Head {
  const { data, kept } = part
  const positions = data.positions.read(0, data.positions.length)
  return { part, positions, cursor: openTerms(data), isComplete: kept.length === data.records }
}

/** The heads at the smallest term, in the order of their parts. */
function leastHeads(heads: readonly Head[]): Head[] {
  let least: Head[] = []
  for (const head of heads) {
    const first = least[0]?.cursor
    const order = first ? compareTerms(head.cursor.units, head.cursor.length, first.units, first.length) : -1
    if (order < 0) least = [head]
    else if (order === 0) least.push(head)
  }
  return least
}

interface Copied {
  /** The last record written, under its new number. */
  readonly last: number
  readonly records: number
}

/** The distances between records stay the same, so only the step to the first is rewritten. */
function copyAll({ part, positions, cursor }: Head, before: number, to: Target): Copied {
  const { postings } = part.data
  const { postingsTo, positionsFrom, positionsTo, frequency } = cursor
  const base = part.numbers[0]!
  const reader = { bytes: postings, at: cursor.postingsFrom }
  const step = readVarint(reader)
  let last = base - 1 + (step >>> 1)
  writePosting(to.postings, last - before, step & 1 ? 1 : readVarint(reader))
  writeBytes(to.postings, postings, reader.at, postingsTo)
  writeBytes(to.positions, positions, positionsFrom, positionsTo)
  while (reader.at < postingsTo) {
    const next = readVarint(reader)
    last += next >>> 1
    if (!(next & 1)) readVarint(reader)
  }
  return { last, records: frequency }
}

function copyKept({ part, positions, cursor }: Head, before: number, to: Target): Copied {
  const { data, numbers } = part
  const reader = { bytes: data.postings, at: cursor.postingsFrom }
  const places = { bytes: positions, at: cursor.positionsFrom }
  let record = -1
  let last = before
  let records = 0
  while (reader.at < cursor.postingsTo) {
    const step = readVarint(reader)
    record += step >>> 1
    const weight = step & 1 ? 1 : readVarint(reader)
    const place = readVarint(places)
    const end = places.at + (place & 1 ? 0 : place >>> 1)
    const number = numbers[record]!
    if (number >= 0) {
      writePosting(to.postings, number - last, weight)
      writeVarint(to.positions, place)
      writeBytes(to.positions, positions, places.at, end)
      last = number
      records++
    }
    places.at = end
  }
  return { last, records }
}
