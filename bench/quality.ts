import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { openHost, type Host } from '../electron/core/host/host.ts'
import type { Reply } from '../shared/contract/index.ts'
import type { BenchOptions, Measure } from './measure.ts'
import { readCollection, type Collection } from './quality/collection.ts'
import { averagePrecision, ndcg10, recall100 } from './quality/measures.ts'
import { percentile } from './search/timing.ts'

/** The collections with an agreed minimum of quality; any other is measured without a bound. */
const FLOORS: Readonly<Record<string, number>> = { 'xquad-en': 0.96, 'xquad-ar': 0.91 }
const AT_ONCE = 32
const LIMIT = 100

/** Imports test collections as archives, searches for every query through the contract and scores the results. */
export async function benchQuality({ folders }: BenchOptions): Promise<Measure[]> {
  if (folders.length === 0)
    throw new Error('Name the folder of a collection: npm run bench -- quality <folder>')
  const measures: Measure[] = []
  for (const folder of folders) measures.push(...(await judge(folder)))
  return measures
}

async function judge(folder: string): Promise<Measure[]> {
  const collection = readCollection(folder)
  const base = await mkdtemp(join(tmpdir(), 'holdfast-quality-'))
  const host = await openHost({
    home: join(base, 'home'),
    resources: resolve(import.meta.dirname, '../resources'),
    actor: '',
    appName: 'Holdfast',
    version: '0.0.0',
    archive: join(base, 'archive'),
    create: { title: 'Quality' },
  })
  try {
    const documentOf = await importAll(host, collection)
    return measure(basename(resolve(folder)), collection, await askAll(host, collection, documentOf))
  } finally {
    await host.close()
    await rm(base, { recursive: true, force: true })
  }
}

/** Creates a record from each document; returns the document of each record. */
async function importAll(host: Host, { documents }: Collection): Promise<Map<string, string>> {
  const documentOf = new Map<string, string>()
  for (let from = 0; from < documents.length; from += AT_ONCE)
    await Promise.all(
      documents.slice(from, from + AT_ONCE).map(async ({ id, title, text }) => {
        const created = await call(host, 'records.create', {
          kind: 'statement',
          title: title.trim() || id,
          ...(text.trim() === '' ? {} : { text }),
        })
        documentOf.set((created as Reply<'records.create'>).ids[0]!, id)
      }),
    )
  return documentOf
}

interface Ranking {
  readonly ranked: readonly string[]
  readonly milliseconds: number
}

async function askAll(
  host: Host,
  { queries, judgements }: Collection,
  documentOf: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Ranking>> {
  const rankings = new Map<string, Ranking>()
  for (const { id, text } of queries) {
    if (!judgements.has(id)) continue
    const started = performance.now()
    const reply = await call(host, 'search.find', { query: text, match: 'any', limit: LIMIT })
    const milliseconds = performance.now() - started
    const ranked = (reply as Reply<'search.find'>).hits.map((hit) => documentOf.get(hit.id)!)
    rankings.set(id, { ranked, milliseconds })
  }
  return rankings
}

async function call(host: Host, method: string, params: object): Promise<unknown> {
  const result = await host.call(method, params)
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
  return result.value
}

function measure(
  name: string,
  { documents, judgements }: Collection,
  rankings: ReadonlyMap<string, Ranking>,
): Measure[] {
  const mean = (value: (ranked: readonly string[], judged: ReadonlyMap<string, number>) => number) => {
    let sum = 0
    for (const [id, { ranked }] of rankings) sum += value(ranked, judgements.get(id)!)
    return sum / rankings.size
  }
  const times = [...rankings.values()].map((each) => each.milliseconds)
  return [
    {
      name: `${name}: nDCG@10`,
      value: mean(ndcg10),
      unit: '',
      ...(FLOORS[name] === undefined ? {} : { floor: FLOORS[name] }),
      details: { documents: documents.length, queries: rankings.size },
    },
    { name: `${name}: MAP`, value: mean(averagePrecision), unit: '' },
    { name: `${name}: recall@100`, value: mean(recall100), unit: '' },
    {
      name: `${name}: latency, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      details: { p50: percentile(times, 0.5) },
    },
  ]
}
