import Fuse from 'fuse.js'
import { readPlain, readQueries } from '../corpus-read.ts'
import type { Query, QueryKind } from '../queries.ts'
import { timeEach, type Timing } from '../timing.ts'

const KEYS = ['title', 'people', 'sources', 'tags', 'body']
/** A scan of all text takes a second, and the times vary little. */
const ASKED = 4

export type FuseResult = Readonly<Record<'plain' | 'extended', Partial<Record<QueryKind, Timing>>>>

/**
 * Queries fuse.js on the same records: once with its defaults, except that it also looks beyond the first letters,
 * and once with the exact patterns of its extended search.
 */
export async function fuse(folder: string): Promise<FuseResult> {
  const records = readPlain(folder)
  const sets = readQueries(folder)
  const common = { keys: KEYS, ignoreLocation: true }
  const plain = new Fuse(records, common)
  const extended = new Fuse(records, { ...common, useExtendedSearch: true })
  const time = (kind: QueryKind, index: typeof plain, pattern: (query: Query) => string) =>
    timeEach(some(sets[kind]), 1, (query) => index.search(pattern(query), { limit: 20 }).length)
  const asTyped = ({ words }: Query): string => words.join(' ')
  const quoted = ({ words }: Query): string => words.map((word) => `'${word}`).join(' ')
  return {
    plain: {
      common: await time('common', plain, asTyped),
      typo: await time('typo', plain, asTyped),
      prefix3: await time('prefix3', plain, asTyped),
    },
    extended: {
      common: await time('common', extended, quoted),
      and: await time('and', extended, quoted),
      phrase: await time('phrase', extended, ({ words }) => `'"${words.join(' ')}"`),
    },
  }
}

const some = (queries: readonly Query[]): Query[] =>
  queries.filter((_, at) => at % Math.ceil(queries.length / ASKED) === 0)
