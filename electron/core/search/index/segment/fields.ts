import type { SearchField } from '../../../../../shared/contract/search.ts'
import { searchFields } from '../../../../../shared/contract/search.ts'
import type { QueryField } from '../../../../../shared/query/query.ts'
import type { StoredRecord } from './segment-data.ts'

/**
 * The fields whose words have positions, in the order of the positions of a record. Tags are not among them: their
 * words are looked up in the tag tree, so that renaming a tag changes no record.
 */
export const positionFields = [
  'title',
  'name',
  'person',
  'source',
  'place',
  'symbol',
  'id',
  'description',
  'details',
  'text',
  'transcript',
] as const satisfies readonly SearchField[]
export type PositionField = (typeof positionFields)[number]

/** How much one occurrence in a field counts, relative to one in a text. */
export const fieldWeights: Readonly<Record<SearchField, number>> = {
  title: 5,
  tag: 4,
  name: 3,
  person: 3,
  source: 2,
  place: 2,
  symbol: 4,
  description: 2,
  details: 1,
  text: 1,
  transcript: 1,
  id: 4,
}

/** A set of fields, one bit each. */
export type FieldMask = number

/** The mask of one field. */
export function maskOf(field: SearchField): FieldMask {
  return 1 << searchFields.indexOf(field)
}

/** The mask of `positionFields[index]`. */
export const positionMasks: readonly FieldMask[] = positionFields.map(maskOf)

export const ALL_FIELDS: FieldMask = (1 << searchFields.length) - 1
export const TAG_FIELD: FieldMask = maskOf('tag')
export const TEXT_FIELDS: FieldMask = maskOf('text') | maskOf('transcript')

/** The fields that a name in a query refers to; no name means all. */
export function fieldsOfQuery(field: QueryField | null): FieldMask {
  if (field === null) return ALL_FIELDS
  if (field === 'text') return TEXT_FIELDS
  // Notes are among the details of a record, and its description is one.
  return field === 'note' ? maskOf('description') | maskOf('details') : maskOf(field)
}

/** The values of a metadata field, in the order in which their positions run. */
export function valuesOf(
  record: StoredRecord & { readonly id: string; readonly title: string },
  field: Exclude<PositionField, 'text' | 'transcript'>,
): readonly string[] {
  switch (field) {
    case 'title':
      return [record.title]
    case 'name':
      return record.names
    case 'person':
      return record.people
    case 'source':
      return record.sources
    case 'place':
      return record.places
    case 'symbol':
      return record.symbols
    case 'id':
      return [record.id]
    case 'description':
      return [record.description]
    case 'details':
      return record.details
  }
}
