import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { searchDocumentOf } from '../../electron/core/indexing/search-document.ts'
import { makeArchiveFolder } from '../../electron/core/folder/archive-file.ts'
import { makeQueries } from './queries.ts'
import { makeRecords, type MadeRecord } from './records.ts'
import { makeTags, toSearchTags } from './tags.ts'

/** Where the parts of a generated corpus are. */
export function corpusPaths(folder: string) {
  return {
    archive: join(folder, 'archive'),
    cache: join(folder, 'archive', 'cache'),
    /** One SearchDocument per line. */
    documents: join(folder, 'documents.jsonl'),
    /** One record per line with its text, as a library without files of its own needs it. */
    plain: join(folder, 'plain.jsonl'),
    tags: join(folder, 'tags.json'),
    queries: join(folder, 'queries.json'),
  }
}

/** A record for the libraries. */
export interface PlainRecord {
  readonly id: string
  readonly title: string
  readonly people: readonly string[]
  readonly sources: readonly string[]
  readonly tags: readonly string[]
  readonly kind: string
  readonly language: string
  readonly date: string
  readonly body: string
}

const SAMPLES = 200

/** Generates a corpus of `count` records in `folder`, unless a complete one is already there. */
export async function makeCorpus(folder: string, count: number): Promise<void> {
  const paths = corpusPaths(folder)
  // Written last, so a corpus that has it is complete.
  if (existsSync(paths.queries)) return
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await makeArchiveFolder(paths.archive, 'Bench')
  const tags = makeTags()
  await writeFile(paths.tags, JSON.stringify(toSearchTags(tags)))
  for (let n = 0; n < 256; n += 1)
    await mkdir(join(paths.cache, 'text', n.toString(16).padStart(2, '0')), { recursive: true })
  const labels = new Map<string, string>(tags.map((tag) => [tag.id, tag.label]))
  const documents = lineWriter(paths.documents)
  const plain = lineWriter(paths.plain)
  const samples: MadeRecord[] = []
  let pending: Promise<void>[] = []
  for (const made of makeRecords(count)) {
    if (made.record.id.endsWith('1') && samples.length < SAMPLES) samples.push(made)
    await documents.write(searchDocumentOf(made.record))
    await plain.write(toPlain(made, labels))
    if (made.text) pending.push(writeText(paths.cache, made.text))
    if (pending.length < 64) continue
    await Promise.all(pending)
    pending = []
  }
  await Promise.all([...pending, documents.end(), plain.end()])
  await writeFile(paths.queries, JSON.stringify(makeQueries(samples)))
}

function writeText(cache: string, { hash, passages }: NonNullable<MadeRecord['text']>): Promise<void> {
  const json = JSON.stringify({ version: 1, hash, tool: 'bench', passages })
  return writeFile(join(cache, 'text', hash.slice(0, 2), `${hash}.json`), json)
}

function toPlain({ record, sentences }: MadeRecord, labels: ReadonlyMap<string, string>): PlainRecord {
  const { id, title, people, sources, tags, kind, languages, dateEdtf } = record
  return {
    id,
    title,
    people,
    sources,
    tags: tags.map((tag) => labels.get(tag)!),
    kind,
    language: languages[0]!,
    date: dateEdtf,
    body: sentences.join(' '),
  }
}

function lineWriter(path: string) {
  const stream = createWriteStream(path, { highWaterMark: 1 << 20 })
  return {
    async write(value: unknown): Promise<void> {
      if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain')
    },
    async end(): Promise<void> {
      stream.end()
      await once(stream, 'finish')
    },
  }
}
