import type { Measure } from '../measure.ts'
import { queryKinds, type QueryKind } from './queries.ts'
import type { AskResult } from './tasks/ask.ts'
import type { BuildResult } from './tasks/build.ts'
import type { LongResult } from './tasks/long.ts'

export type { AskResult } from './tasks/ask.ts'
export type { BuildResult } from './tasks/build.ts'

const MEGABYTE = 2 ** 20
const HEAVY: readonly QueryKind[] = ['prefix2', 'or5']

/** Returns the bound of a kind of query in ms for a number of records; there is none below 100,000. */
function ceilingOf(records: number, kind: QueryKind): { ceiling?: number } {
  if (records >= 1_000_000) return { ceiling: 40 }
  if (records >= 100_000) return { ceiling: HEAVY.includes(kind) ? 25 : 16 }
  return {}
}

export function building(records: number, built: BuildResult): Measure[] {
  const isLarge = records === 100_000
  return [
    {
      name: `build of ${records} records`,
      value: built.cpuSeconds,
      unit: 'CPU s',
      ...(isLarge ? { ceiling: 20 } : {}),
      details: { 'wall s': built.seconds },
    },
    {
      name: 'its largest memory',
      value: built.peakBytes / MEGABYTE,
      unit: 'MB',
      ...(isLarge ? { ceiling: 600 } : {}),
    },
    {
      name: 'index bytes / corpus bytes',
      value: built.indexBytes / built.corpusBytes,
      unit: '×',
      ...(records <= 10_000 ? { ceiling: 0.9 } : {}),
      details: { 'index MB': built.indexBytes / MEGABYTE, 'corpus MB': built.corpusBytes / MEGABYTE },
    },
  ]
}

export function asking(records: number, asked: AskResult): Measure[] {
  const { firstAnswerMs, openedBytes, askedBytes, commitMs } = asked
  return [
    ...kinds.map((kind) => {
      const { p50, p95, cpu, hits } = asked.timings[kind]
      const name = `${queryKinds[kind]}, p95`
      return {
        name,
        value: p95,
        unit: 'ms',
        ...ceilingOf(records, kind),
        details: { p50, CPU: cpu, 'p95 for one hit': asked.oneHit[kind].p95, hits },
      }
    }),
    {
      name: 'start of the index to its first answer',
      value: firstAnswerMs,
      unit: 'ms',
      details: { 'MB then': openedBytes / MEGABYTE, 'MB after all queries': askedBytes / MEGABYTE },
    },
    { name: 'a changed record is found, p95', value: commitMs, unit: 'ms', ceiling: 200 },
  ]
}

/** The effect of very long records on queries: nothing that a user would notice. */
export function longRecords({
  without,
  with: among,
  inside,
  withinMatches,
  withinMs,
}: LongResult): Measure[] {
  return [
    {
      name: 'words of all kinds with 21 long records among them / without, p95',
      value: among.p95 / without.p95,
      unit: '×',
      ceiling: 3,
      details: { 'p95 with': among.p95, 'p95 without': without.p95 },
    },
    {
      name: 'a phrase in the middle of each long record, p95',
      value: inside.p95,
      unit: 'ms',
      ceiling: 16,
      details: { p50: inside.p50, hits: inside.hits },
    },
    {
      name: 'every place of a common word in 20 MB, in slices',
      value: withinMs,
      unit: 'ms',
      details: { places: withinMatches },
    },
  ]
}

/** How much longer queries take with ten times as many records. */
export function growth(small: AskResult, large: AskResult): Measure[] {
  return kinds.map((kind) => ({
    name: `${queryKinds[kind]}, p95 at 100k / at 10k`,
    value: large.timings[kind].p95 / small.timings[kind].p95,
    unit: '×',
    ceiling: 8,
    details: { 'p95 at 10k': small.timings[kind].p95 },
  }))
}

const kinds = Object.keys(queryKinds) as QueryKind[]
