import type { Measure } from '../measure.ts'
import { queryKinds, type QueryKind } from './queries.ts'
import type { BareResult } from './tasks/bare.ts'
import type { BuildResult } from './tasks/build.ts'
import type { Fts5Result } from './tasks/fts5.ts'
import type { FuseResult } from './tasks/fuse.ts'
import type { LoadResult } from './tasks/load.ts'
import type { MiniSearchResult } from './tasks/minisearch.ts'
import type { QuickResult } from './tasks/quick.ts'
import type { Timing } from './timing.ts'

/** The results of one run for us and for the libraries. */
export interface Compared {
  readonly built: BuildResult
  readonly bare: BareResult
  readonly load: LoadResult
  readonly fuse: FuseResult
  readonly minisearch: MiniSearchResult
  readonly fts5: Fts5Result
  readonly quick: QuickResult
}

/** Compares their p50 with our p95, so that a lucky median of ours does not count. */
export function judgeRatios(compared: Compared): Measure[] {
  const { built, bare, load, fuse, minisearch, fts5, quick } = compared
  const against = (
    library: string,
    timings: Partial<Record<QueryKind, Timing>>,
    floors: Partial<Record<QueryKind, number>>,
  ): Measure[] =>
    (Object.keys(timings) as QueryKind[]).map((kind) => ({
      name: `${queryKinds[kind]}: ${library}`,
      ...ratio(timings[kind]!.p50, bare[kind].p95),
      floor: floors[kind],
    }))
  return [
    ...against('plain fuse.js', fuse.plain, { common: 300, typo: 400, prefix3: 150 }),
    ...against('fuse.js extended', fuse.extended, { common: 20, and: 80, phrase: 15 }),
    ...against('MiniSearch, no facets', minisearch.timings, {}),
    ...against('SQLite FTS5, no facets', fts5.timings, {}),
    { name: 'index load: parsing the corpus', ...ratio(load.corpusMs, load.indexMs), floor: 6 },
    {
      name: 'index load: MiniSearch',
      ...ratio(minisearch.load.seconds * 1000, load.indexMs),
      floor: 40,
    },
    {
      name: 'build from the disk, CPU: MiniSearch',
      ...ratio(minisearch.build.cpuSeconds, built.cpuSeconds),
      floor: 3,
    },
    { name: 'build from the disk, CPU: SQLite FTS5', ...ratio(fts5.build.cpuSeconds, built.cpuSeconds) },
    ...judgeQuick(quick),
  ]
}

function judgeQuick({ own, fuse, ownHits, fuseHits }: QuickResult): Measure[] {
  return [
    { name: 'quick-open of 30,000 strings: plain fuse.js', ...ratio(fuse.p50, own.p95), floor: 15 },
    {
      name: 'names with a typo among its first 5, of 40',
      value: ownHits,
      unit: 'names',
      floor: 38,
      details: { 'fuse.js': fuseHits },
    },
  ]
}

function ratio(theirs: number, ours: number): Pick<Measure, 'value' | 'unit' | 'details'> {
  return { value: theirs / ours, unit: '×', details: { theirs, ours } }
}
