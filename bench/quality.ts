import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { openHost, type Host } from '../electron/core/host/host.ts'
import type { Reply } from '../shared/contract/index.ts'
import type { BenchOptions, Measure } from './measure.ts'
import { readCollection, type Collection } from './quality/collection.ts'
import { averagePrecision, ndcg10, recall100 } from './quality/measures.ts'
import { percentile } from './search/timing.ts'

/** The collections whose least quality is agreed; any other is measured and held against nothing. */
const FLOORS: Readonly<Record<string, number>> = { 'xquad-en': 0.96, 'xquad-ar': 0.91 }
const AT_ONCE = 32
const ASKED = 100

/** Imports test collections as archives, asks every query through the one door and judges the answers. */
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

/** Creates a record of each document; answers which document each record is of. */
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

interface Answer {
  readonly ranked: readonly string[]
  readonly milliseconds: number
}

async function askAll(
  host: Host,
  { queries, judgements }: Collection,
  documentOf: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>()
  for (const { id, text } of queries) {
    if (!judgements.has(id)) continue
    const started = performance.now()
    const answer = await call(host, 'search.find', { query: text, match: 'any', limit: ASKED })
    const milliseconds = performance.now() - started
    const ranked = (answer as Reply<'search.find'>).hits.map((hit) => documentOf.get(hit.id)!)
    answers.set(id, { ranked, milliseconds })
  }
  return answers
}

async function call(host: Host, method: string, params: object): Promise<unknown> {
  const result = await host.call(method, params)
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
  return result.value
}

function measure(
  name: string,
  { documents, judgements }: Collection,
  answers: ReadonlyMap<string, Answer>,
): Measure[] {
  const mean = (value: (ranked: readonly string[], judged: ReadonlyMap<string, number>) => number) => {
    let sum = 0
    for (const [id, { ranked }] of answers) sum += value(ranked, judgements.get(id)!)
    return sum / answers.size
  }
  const times = [...answers.values()].map((each) => each.milliseconds)
  return [
    {
      name: `${name}: nDCG@10`,
      value: mean(ndcg10),
      unit: '',
      ...(FLOORS[name] === undefined ? {} : { floor: FLOORS[name] }),
      beside: { documents: documents.length, queries: answers.size },
    },
    { name: `${name}: MAP`, value: mean(averagePrecision), unit: '' },
    { name: `${name}: recall@100`, value: mean(recall100), unit: '' },
    {
      name: `${name}: latency, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      beside: { p50: percentile(times, 0.5) },
    },
  ]
}
