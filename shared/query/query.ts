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
] as const
export type QueryField = (typeof queryFields)[number]

/** Filters whose values are words of a fixed list or codes; several values are alternatives. */
export const listFilters = ['kind', 'lang', 'verification'] as const
export type ListFilter = (typeof listFilters)[number]

/**
 * A query as a tree. Texts are as typed, not folded. `and` and `or` hold at least two nodes, none of their own type;
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
    }
  | { readonly type: 'phrase'; readonly text: string; readonly field: QueryField | null }
  | { readonly type: 'filter'; readonly filter: ListFilter; readonly values: readonly string[] }
  /** EDTF dates, '' where that end is open. */
  | { readonly type: 'date'; readonly from: string; readonly to: string }

/**
 * What a typed query says. `root` is null where it asks for nothing. `unread` are the parts that were taken as plain
 * words because they could not be read; `open`: the last word touches the end of the text and may still be growing.
 */
export interface Query {
  readonly root: QueryNode | null
  readonly unread: readonly string[]
  readonly open: boolean
}
