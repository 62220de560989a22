import type { SearchTag } from '../../../../shared/model/search-document.ts'
import { tokenise } from '../../../../shared/text/tokenise.ts'
import type { Slot } from './leaf.ts'
import type { Segment } from './segment.ts'
import type { Column, SegmentData } from './segment-data.ts'

/** The tag tree as queries need it. Its words are looked up here and not in the postings: a new label touches no record. */
export interface TagIndex {
  readonly tags: ReadonlyMap<string, SearchTag>
  /** The tags in whose path the words stand directly one after another. */
  matching(slots: readonly Slot[]): readonly string[]
  /** The records, dead ones too, that carry the tag itself. */
  recordsWith(segment: Segment, id: string): Uint32Array
  /** A tag and all tags above it, each once. */
  upward(id: string): readonly string[]
  /** These tags and all tags below them. */
  withChildren(ids: readonly string[]): ReadonlySet<string>
  /** Every word of every path. */
  readonly words: ReadonlySet<string>
}

/** Makes the index of a tag tree. */
export function createTagIndex(list: readonly SearchTag[]): TagIndex {
  const tags = new Map<string, SearchTag>(list.map((tag) => [tag.id, tag]))
  const tokens = list.map((tag) => ({ id: tag.id, tokens: tokenise(tag.path) }))
  const above = new Map<string, readonly string[]>(list.map((tag) => [tag.id, pathUpward(tag.id, tags)]))
  const upward = (id: string) => above.get(id) ?? [id]
  return {
    tags,
    upward,
    matching: (slots) => tokens.filter((each) => holdsSequence(each.tokens, slots)).map((each) => each.id),
    recordsWith: (segment, id) => recordsByTag(segment.data).get(id) ?? NO_RECORDS,
    withChildren: (ids) =>
      new Set([
        ...ids,
        ...list.map((tag) => tag.id).filter((id) => upward(id).some((each) => ids.includes(each))),
      ]),
    words: new Set(tokens.flatMap((each) => each.tokens.map((token) => token.term))),
  }
}

const NO_RECORDS = new Uint32Array(0)

/** Whether the slots stand one after another somewhere among these words. */
export function holdsSequence(
  tokens: readonly { readonly term: string; readonly position: number }[],
  slots: readonly Slot[],
): boolean {
  return tokens.some(
    (first) =>
      takes(slots[0]!, first.term) &&
      slots.every((slot, i) =>
        i === 0
          ? true
          : tokens.some((each) => each.position === first.position + i && takes(slot, each.term)),
      ),
  )
}

/** Whether a slot takes a word. */
export function takes(slot: Slot, term: string): boolean {
  return slot.prefix ? term.startsWith(slot.term) : term === slot.term
}

function pathUpward(id: string, tags: ReadonlyMap<string, SearchTag>): string[] {
  const path = new Set<string>()
  for (let at = tags.get(id); at && !path.has(at.id); at = at.parent ? tags.get(at.parent) : undefined)
    path.add(at.id)
  return [...path]
}

const inverted = new WeakMap<SegmentData, ReadonlyMap<string, Uint32Array>>()

function recordsByTag(data: SegmentData): ReadonlyMap<string, Uint32Array> {
  const known = inverted.get(data)
  if (known) return known
  const made = invertColumn(data.columns.tag)
  inverted.set(data, made)
  return made
}

function invertColumn({ values, offsets, entries }: Column): ReadonlyMap<string, Uint32Array> {
  const lists: number[][] = values.map(() => [])
  for (let record = 0; record + 1 < offsets.length; record++)
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) lists[entries[at]!]!.push(record)
  return new Map(values.map((value, number) => [value, Uint32Array.from(lists[number]!)]))
}
