import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { readPlain, readQueries } from '../corpus-read.ts'
import type { Query, QueryKind } from '../queries.ts'
import { cost, timeEach, type Cost, type Timing } from '../timing.ts'

export interface Fts5Result {
  readonly build: Cost
  readonly indexBytes: number
  readonly timings: Partial<Record<QueryKind, Timing>>
}

/** Builds an SQLite FTS5 index of the same records and queries it: the best 20 hits and the total, without facets. */
export async function fts5(folder: string): Promise<Fts5Result> {
  const path = join(folder, 'fts5.db')
  rmSync(path, { force: true })
  const database = new Database(path)
  const build = await cost(() => {
    const records = readPlain(folder)
    database.exec(
      `create virtual table records using fts5(title, people, sources, tags, body, tokenize = "unicode61 remove_diacritics 2")`,
    )
    const insert = database.prepare('insert into records values (?, ?, ?, ?, ?)')
    database.exec('begin')
    for (const { title, people, sources, tags, body } of records)
      insert.run(title, people.join(' '), sources.join(' '), tags.join(' '), body)
    database.exec('commit')
  })
  const timings = await timeAll(database, readQueries(folder))
  database.close()
  const indexBytes = statSync(path).size
  rmSync(path, { force: true })
  return { build, indexBytes, timings }
}

async function timeAll(database: Database.Database, sets: ReturnType<typeof readQueries>) {
  const best = database.prepare('select rowid from records where records match ? order by rank limit 20')
  const count = database.prepare('select count(*) as total from records where records match ?')
  const time = (kind: QueryKind, pattern: (query: Query) => string) =>
    timeEach(sets[kind], 2, (query) => {
      best.all(pattern(query))
      return (count.get(pattern(query)) as { total: number }).total
    })
  const quoted = ({ words }: Query): string => words.map((word) => `"${word}"`).join(' ')
  return {
    common: await time('common', quoted),
    rare: await time('rare', quoted),
    and: await time('and', quoted),
    prefix3: await time('prefix3', ({ words }) => `"${words[0]}"*`),
    phrase: await time('phrase', ({ words }) => `"${words.join(' ')}"`),
  }
}
