import type { SearchFilters } from '../../../../../shared/model/search-filters.ts'
import { edtfRange } from '../../../../../shared/dates/edtf.ts'
import { recordKinds, verificationStatuses } from '../../../../../shared/model/choices.ts'
import { fold } from '../../../../../shared/text/fold.ts'
import type { PlanNode } from './plan.ts'
import type { Segment } from '../segment/segment.ts'
import type { Column } from '../segment/segment-data.ts'
import { NO_DAY } from '../segment/segment-data.ts'
import type { TagIndex } from '../corpus/tag-index.ts'

/** Whether a record of a segment passes. */
export type RecordFilter = (record: number) => boolean

/** The filter of a typed `kind:`, `lang:`, `verification:`, `grade:`, `has:`, `case:` or `date:`. */
export function filterOfNode(
  node: Extract<PlanNode, { type: 'filter' | 'date' }>,
  segment: Segment,
): RecordFilter {
  if (node.type === 'date') return dateFilter(segment, node.from, node.to)
  const { data } = segment
  switch (node.filter) {
    case 'kind':
      return codeFilter(data.kinds, recordKinds, node.values)
    case 'verification':
      return codeFilter(data.verifications, verificationStatuses, node.values)
    case 'lang':
      return columnFilter(data.columns.language, node.values)
    case 'has':
      return entryFilter(data.columns.trait, (value) => node.values.some((each) => value === `has:${each}`))
    case 'case':
      return columnFilter(
        data.columns.trait,
        node.values.map((each) => `case:${each}`),
      )
    case 'grade':
      return entryFilter(data.columns.trait, (value) => node.values.some((each) => isGrade(value, each)))
  }
}

/** A complete grade, or the half of it that grades the source or the information. */
function isGrade(trait: string, asked: string): boolean {
  return (
    trait.startsWith(`grade:${asked}`) ||
    (/^[1-6]$/u.test(asked) && /^grade:[a-f]/u.test(trait) && trait.endsWith(asked))
  )
}

/** The filters that are set, one per field; a record must pass all of them. */
export function filtersOfRequest(filters: SearchFilters, segment: Segment, tags: TagIndex): RecordFilter[] {
  const { data } = segment
  const set: RecordFilter[] = []
  if (filters.kind.length > 0) set.push(codeFilter(data.kinds, recordKinds, filters.kind))
  if (filters.verification.length > 0)
    set.push(codeFilter(data.verifications, verificationStatuses, filters.verification))
  if (filters.language.length > 0) set.push(columnFilter(data.columns.language, filters.language))
  if (filters.source.length > 0) set.push(columnFilter(data.columns.source, filters.source))
  if (filters.person.length > 0) set.push(columnFilter(data.columns.person, filters.person))
  if (filters.tag.length > 0) {
    const wanted = tags.withChildren(filters.tag)
    set.push(entryFilter(data.columns.tag, (value) => wanted.has(value)))
  }
  if (filters.from !== '' || filters.to !== '') set.push(dateFilter(segment, filters.from, filters.to))
  return set
}

function codeFilter(codes: Uint8Array, names: readonly string[], wanted: readonly string[]): RecordFilter {
  const passes = names.map((name) => wanted.includes(name))
  return (record) => passes[codes[record]!]!
}

/** Values are compared folded: a name typed with a different yeh is the same name. */
function columnFilter(column: Column, wanted: readonly string[]): RecordFilter {
  const folded = new Set(wanted.map(fold))
  return entryFilter(column, (value) => folded.has(fold(value)))
}

function entryFilter(
  { values, offsets, entries }: Column,
  isWanted: (value: string) => boolean,
): RecordFilter {
  const passes = values.map(isWanted)
  return (record) => {
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) if (passes[entries[at]!]) return true
    return false
  }
}

/** Records whose stated range overlaps the given one. A date that cannot be parsed leaves its end open. */
function dateFilter({ data: { fromDays, toDays } }: Segment, from: string, to: string): RecordFilter {
  const fromDay = edtfRange(from)?.fromDay ?? -Infinity
  const toDay = edtfRange(to)?.toDay ?? Infinity
  return (record) => {
    const start = fromDays[record]!
    const end = toDays[record]!
    if (start === NO_DAY && end === NO_DAY) return false
    return (end === NO_DAY || end >= fromDay) && (start === NO_DAY || start <= toDay)
  }
}
