import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchOptions, Measure } from './measure.ts'
import { makeCorpus } from './search/corpus.ts'
import { askThroughDoor } from './search/door.ts'
import * as judge from './search/judge.ts'
import { judgeDoor } from './search/judge-door.ts'
import { judgeRatios } from './search/judge-ratios.ts'
import { runTask } from './search/run-task.ts'

const SMALL = 10_000
const LARGE = 100_000
const HUGE = 1_000_000

/**
 * Searches generated records: up to 10,000 in comparison with libraries in the same run, 100,000 and a million in
 * comparison with fixed times.
 */
export async function benchSearch({ records, corpus }: BenchOptions): Promise<Measure[]> {
  const base = corpus || (await mkdtemp(join(tmpdir(), 'holdfast-bench-')))
  try {
    const folder = join(base, String(records))
    await makeCorpus(folder, records)
    const built = await runTask('build', folder)
    const asked = await runTask('ask', folder)
    const measures = [...judge.building(records, built), ...judge.asking(records, asked)]
    if (records <= SMALL) {
      measures.push(...judge.longRecords(await runTask('long', folder)))
      measures.push(...(await compare(folder, built)))
    }
    if (records >= LARGE && records < HUGE) {
      const small = join(base, String(SMALL))
      await makeCorpus(small, SMALL)
      await runTask('build', small)
      measures.push(...judge.growth(await runTask('ask', small), asked))
    }
    if (records < HUGE) measures.push(...(await throughDoor(folder, records)))
    return measures
  } finally {
    if (!corpus) await rm(base, { recursive: true, force: true })
  }
}

async function compare(folder: string, built: judge.BuildResult): Promise<Measure[]> {
  return judgeRatios({
    built,
    bare: await runTask('bare', folder),
    load: await runTask('load', folder),
    fuse: await runTask('fuse', folder),
    minisearch: await runTask('minisearch', folder),
    fts5: await runTask('fts5', folder),
    quick: await runTask('quick', '30000'),
  })
}

async function throughDoor(folder: string, records: number): Promise<Measure[]> {
  await runTask('archive', JSON.stringify({ folder, records }))
  return judgeDoor(records, await askThroughDoor(folder))
}
