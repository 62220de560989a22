import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setup as buildPrograms } from '../tests/tools/bundled-workers.ts'
import { testProgram } from '../tests/tools/test-program.ts'
import { killPoints } from '../tests/faults/kill-points.ts'
import { editArchive, editPlainly, percentile } from './durability/edits.ts'
import { openAfterKill } from './durability/open-after-kill.ts'
import type { BenchOptions, Measure } from './measure.ts'
import { corpusPaths, makeCorpus } from './search/corpus.ts'
import { runTask } from './search/run-task.ts'

const SMALL = 10_000
const LARGE = 100_000
const EDITS = 300
const PLAIN_EDITS = 15

/**
 * Kills mixed work repeatedly and counts what was lost; edits archives of 10,000 and 100,000 records, and compares an
 * edit with lowdb's own `write()` of the entire table; and opens the large archive after a kill.
 */
export async function benchDurability({ points, corpus }: BenchOptions): Promise<Measure[]> {
  const base = corpus || (await mkdtemp(join(tmpdir(), 'holdfast-bench-')))
  try {
    const killed = await kill(join(base, 'kills'), points)
    const small = await edit(join(base, String(SMALL)), SMALL)
    const large = await edit(join(base, String(LARGE)), LARGE)
    const { archive } = corpusPaths(join(base, String(LARGE)))
    const openMs = await openAfterKill(archive, join(base, 'home'))
    return [
      ...killed,
      ...small,
      ...large,
      {
        name: 'bytes of one edit, 100,000 records against 10,000',
        value: valueOf(large, 'bytes') / valueOf(small, 'bytes'),
        unit: '×',
        ceiling: 1.2,
      },
      { name: 'open after a kill, 100,000 records', value: openMs / 1000, unit: 's', ceiling: 3 },
    ]
  } finally {
    if (!corpus) await rm(base, { recursive: true, force: true })
  }
}

async function kill(folder: string, points: number): Promise<Measure[]> {
  await buildPrograms()
  const figures = await killPoints({
    points,
    seed: Date.now() % 1_000_000,
    folder,
    child: testProgram('kill-child'),
  })
  const none = { unit: '', ceiling: 0 }
  return [
    { name: 'kill points tried', value: figures.points, unit: '', details: figures.during },
    {
      name: 'of these inside a merge',
      value: figures.mergesInterrupted,
      unit: '',
      details: { merged: figures.merges, finished: figures.mergesFinished, again: figures.mergesRepeated },
    },
    {
      name: 'of these inside a compaction of the index',
      value: figures.compactionsInterrupted,
      unit: '',
      details: { compacted: figures.compactions },
    },
    { name: 'acts acknowledged', value: figures.acknowledged, unit: '' },
    { name: 'of these lost', value: figures.lost, ...none },
    { name: 'applied in part', value: figures.partial, ...none },
    { name: 'archives that failed to open', value: figures.notOpened, ...none },
    { name: 'damage not reported', value: figures.unreported, ...none, details: { of: figures.damaged } },
    { name: 'false reports of damage', value: figures.alarms, ...none },
  ]
}

async function edit(folder: string, records: number): Promise<Measure[]> {
  await makeCorpus(folder, records)
  await runTask('build', folder)
  await runTask('archive', JSON.stringify({ folder, records }))
  const { archive } = corpusPaths(folder)
  const ours = await editArchive(archive, records, EDITS)
  const plain = await editPlainly(archive, records, PLAIN_EDITS)
  const of = `${records.toLocaleString('en')} records`
  const details = { p95: percentile(ours.ms, 0.95), 'lowdb write() p50': percentile(plain.ms, 0.5) }
  return [
    { name: `one durable edit, ${of}, p50`, value: percentile(ours.ms, 0.5), unit: 'ms', details },
    {
      name: `its speed against lowdb’s plain write(), ${of}`,
      value: percentile(plain.ms, 0.5) / percentile(ours.ms, 0.5),
      unit: '×',
      ...(records === SMALL ? { floor: 100 } : {}),
    },
    {
      name: `its bytes until it is on disk, ${of}`,
      value: ours.bytes,
      unit: 'bytes',
      details: { 'lowdb writes': plain.bytes, [`catalogue after ${EDITS} edits`]: ours.catalogueBytes },
    },
  ]
}

const valueOf = (measures: readonly Measure[], unit: string): number =>
  measures.find((each) => each.unit === unit)!.value
