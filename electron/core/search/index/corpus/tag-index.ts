import type { SearchTag } from '../../../../../shared/model/search-document.ts'
import type { Token } from '../../../../../shared/text/tokenise.ts'
import { tokenise } from '../../../../../shared/text/tokenise.ts'
import type { Slot } from '../terms/slot-terms.ts'
import type { Segment } from '../segment/segment.ts'
import { createNumbers, finishNumbers, pushNumber } from '../segment/bytes.ts'
import type { FacetCounts } from './facet-rows.ts'
import { once } from '../segment/memo.ts'
import type { Column, SegmentData } from '../segment/segment-data.ts'

/**
 * The tag tree as queries need it. Tag words are looked up here and are not in the postings, so renaming a tag
 * touches no record.
 */
export interface TagIndex {
  readonly tags: ReadonlyMap<string, SearchTag>
  /** The tags whose path contains the words consecutively. */
  matching(slots: readonly Slot[]): readonly string[]
  /** The records, including dead ones, that carry the tag itself. */
  recordsWith(segment: Segment, id: string): Uint32Array
  /** A tag and all tags above it, each once. */
  upward(id: string): readonly string[]
  /** These tags and all tags below them. */
  withChildren(ids: readonly string[]): ReadonlySet<string>
  /** Every word of every path. */
  readonly words: ReadonlySet<string>
  /** Tags by number; tags that are not in the tree are numbered when first seen. */
  readonly numbered: () => readonly string[]
  /** Where a record of a segment would be counted twice because the paths of two of its tags meet. */
  meetingsOf(data: SegmentData): Meetings
  /**
   * How many records have each tag or one below it, by the tag's number. `own` says how many have the tag itself,
   * `met` how often paths met at it.
   */
  countsUpward(own: FacetCounts, met: Uint32Array): Uint32Array
}

/**
 * Records of a segment in ascending order, each with the number of the tag at which the paths of two of its tags
 * meet.
 */
export interface Meetings {
  readonly records: Uint32Array
  readonly tags: Uint32Array
}

/** Builds the index of a tag tree. */
export function createTagIndex(list: readonly SearchTag[]): TagIndex {
  const tags = new Map<string, SearchTag>(list.map((tag) => [tag.id, tag]))
  const tokens = list.map((tag) => ({ id: tag.id, tokens: tokenise(tag.path) }))
  const above = new Map<string, readonly string[]>(list.map((tag) => [tag.id, pathUpward(tag.id, tags)]))
  const upward = (id: string) => above.get(id) ?? [id]
  const words = indexWords(tokens)
  return {
    ...createUpward(list, upward),
    tags,
    upward,
    matching: (slots) =>
      words
        .holding(slots[0]!)
        .filter((each) => holdsSequence(each.tokens, slots))
        .map((each) => each.id),
    recordsWith: (segment, id) => recordsByTag(segment.data).get(id) ?? NO_RECORDS,
    withChildren: (ids) =>
      new Set([
        ...ids,
        ...list.map((tag) => tag.id).filter((id) => upward(id).some((each) => ids.includes(each))),
      ]),
    words: words.all,
  }
}

interface TagWords {
  readonly id: string
  readonly tokens: readonly Token[]
}

/** Most words of a query are in no tag at all, and this must be found out fast. */
function indexWords(tags: readonly TagWords[]) {
  const byWord = new Map<string, TagWords[]>()
  for (const tag of tags)
    for (const word of new Set(tag.tokens.map((token) => token.term))) {
      const list = byWord.get(word)
      if (list) list.push(tag)
      else byWord.set(word, [tag])
    }
  return {
    all: new Set(byWord.keys()),
    holding(slot: Slot): readonly TagWords[] {
      if (!slot.prefix) return byWord.get(slot.term) ?? []
      const found = new Set<TagWords>()
      for (const [word, list] of byWord) if (accepts(slot, word)) for (const tag of list) found.add(tag)
      return [...found]
    },
  }
}

function createUpward(
  list: readonly SearchTag[],
  upward: (id: string) => readonly string[],
): Pick<TagIndex, 'numbered' | 'meetingsOf' | 'countsUpward'> {
  const names: string[] = list.map((tag) => tag.id)
  const numbers = new Map<string, number>(names.map((name, at) => [name, at]))

  /** The numbers of each tag and of all tags above it, by the tag's number. */
  const paths: (readonly number[])[] = []
  const carriedNumbers = once<readonly string[], number[]>(() => [])

  function numberOf(id: string): number {
    const number = numbers.get(id) ?? names.length
    if (number < names.length) return number
    names.push(id)
    numbers.set(id, number)
    return number
  }

  return {
    numbered: () => names,
    meetingsOf: once((data: SegmentData) => findMeetings(data, (id) => upward(id).map(numberOf))),
    countsUpward({ names: carried, counts: carriedBy }, met) {
      // The list of carried tags only ever grows.
      const known = carriedNumbers(carried)
      for (let at = known.length; at < carried.length; at++) known.push(numberOf(carried[at]!))
      for (let tag = paths.length; tag < names.length; tag++) paths.push(upward(names[tag]!).map(numberOf))
      const counts = new Uint32Array(names.length)
      for (let at = 0; at < known.length; at++)
        if (carriedBy[at] !== 0) for (const tag of paths[known[at]!]!) counts[tag]! += carriedBy[at]!
      for (let at = 0; at < met.length; at++)
        if (met[at] !== 0) for (const tag of paths[at]!) counts[tag]! -= met[at]!
      return counts
    },
  }
}

function findMeetings(
  { records, columns: { tag: column } }: SegmentData,
  pathOf: (id: string) => readonly number[],
): Meetings {
  const { values, offsets, entries } = column
  const paths = values.map(pathOf)
  const meetings = { records: createNumbers(), tags: createNumbers() }
  const met: number[] = []
  for (let record = 0; record < records; record++) {
    if (offsets[record + 1]! - offsets[record]! < 2) continue
    met.length = 0
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) {
      const path = paths[entries[at]!]!
      const meeting = path.find((tag) => met.includes(tag))
      if (meeting !== undefined) {
        pushNumber(meetings.records, record)
        pushNumber(meetings.tags, meeting)
      }
      met.push(...path)
    }
  }
  return { records: finishNumbers(meetings.records), tags: finishNumbers(meetings.tags) }
}

const NO_RECORDS = new Uint32Array(0)

/** Whether the slots occur consecutively somewhere among these words. */
export function holdsSequence(
  tokens: readonly { readonly term: string; readonly position: number }[],
  slots: readonly Slot[],
): boolean {
  return tokens.some(
    (first) =>
      accepts(slots[0]!, first.term) &&
      slots.every((slot, i) =>
        i === 0
          ? true
          : tokens.some((each) => each.position === first.position + i && accepts(slot, each.term)),
      ),
  )
}

/** Whether a slot accepts a word. */
export function accepts(slot: Slot, term: string): boolean {
  return slot.prefix ? term.startsWith(slot.term) : term === slot.term
}

function pathUpward(id: string, tags: ReadonlyMap<string, SearchTag>): string[] {
  const path = new Set<string>()
  for (let at = tags.get(id); at && !path.has(at.id); at = at.parent ? tags.get(at.parent) : undefined)
    path.add(at.id)
  return [...path]
}

const recordsByTag = once((data: SegmentData) => invertColumn(data.columns.tag))

function invertColumn({ values, offsets, entries }: Column): ReadonlyMap<string, Uint32Array> {
  const lists: number[][] = values.map(() => [])
  for (let record = 0; record + 1 < offsets.length; record++)
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) lists[entries[at]!]!.push(record)
  return new Map(values.map((value, number) => [value, Uint32Array.from(lists[number]!)]))
}
