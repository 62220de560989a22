import { z } from 'zod'
import { searchSorts } from './choices.ts'
import { TagId } from './ids.ts'
import { RecordKind, VerificationStatus } from './record.ts'

/** Filters; several values of one filter are alternatives, and all filters must hold. A tag includes its children. */
export const SearchFilters = z.object({
  kind: z.array(RecordKind).default([]),
  tag: z.array(TagId).default([]),
  language: z.array(z.string()).default([]),
  source: z.array(z.string()).default([]),
  person: z.array(z.string()).default([]),
  verification: z.array(VerificationStatus).default([]),
  /** EDTF dates; a record passes if its stated range overlaps [from, to]. */
  from: z.string().default(''),
  to: z.string().default(''),
})
export type SearchFilters = z.infer<typeof SearchFilters>

/** What a list of hits is sorted by. */
export const SearchSort = z.enum(searchSorts)
export type SearchSort = z.infer<typeof SearchSort>
