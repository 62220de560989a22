/** Fields that a query may name, as typed. */
export const queryFields = [
  'title',
  'text',
  'tag',
  'person',
  'source',
  'place',
  'symbol',
  'id',
  'name',
  'note',
] as const
export type QueryField = (typeof queryFields)[number]

/**
 * Filters whose values are words of a fixed list or codes; several values are alternatives. `grade` is an Admiralty
 * code or one half of it, `has` what a record comes with, `case` the name of a case that a record belongs to.
 */
export const listFilters = ['kind', 'lang', 'verification', 'grade', 'has', 'case'] as const
export type ListFilter = (typeof listFilters)[number]

/**
 * A query as a tree. Texts are as typed, not folded. `and` and `or` have at least two nodes, none of their own type;
 * `field` null means anywhere.
 */
export type QueryNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly type: 'not'; readonly node: QueryNode }
  | {
      readonly type: 'word'
      readonly text: string
      readonly field: QueryField | null
      readonly prefix: boolean
      /** The exact characters: nothing is folded, inflected or treated as a typo. */
      readonly exact: boolean
      /** How many typos are tolerated, even if the word is found as typed. */
      readonly fuzzy: 0 | 1 | 2
    }
  /**
   * Up to `near` other words may be between those of the phrase, which may then be in any order; 0 is a plain phrase.
   */
  | {
      readonly type: 'phrase'
      readonly text: string
      readonly field: QueryField | null
      readonly near: number
    }
  | { readonly type: 'filter'; readonly filter: ListFilter; readonly values: readonly string[] }
  /** EDTF dates, '' for an open end. */
  | { readonly type: 'date'; readonly from: string; readonly to: string }

/**
 * The meaning of a typed query. `root` is null when it asks for nothing. `unread` are the parts that were taken as
 * plain words because they could not be read; `open`: the last word touches the end of the text and may still be
 * growing.
 */
export interface Query {
  readonly root: QueryNode | null
  readonly unread: readonly string[]
  readonly open: boolean
}
