// Separate from their schemas, so that the window's first list does not need zod.

/** The kinds of record. */
export const recordKinds = ['statement', 'video', 'citation', 'document'] as const

/** The stages of a record's verification, from not begun to an outcome. */
export const verificationStatuses = [
  'not-examined',
  'under-examination',
  'corroborated',
  'contradicted',
  'inconclusive',
] as const

/** What a list can be sorted by. */
export const searchSorts = ['relevance', 'date', 'title', 'accession', 'modified'] as const

/**
 * The form of an accession number: `<device code>-<sequence>`, such as `k3fp-000123`: six digits, or up to nine without a
 * leading zero, so that a number is written in one way and can always be counted up.
 */
export const recordIdPattern = /^[0-9a-hj-km-np-tv-z]{4}-(?:\d{6}|[1-9]\d{6,8})$/
