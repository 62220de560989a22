import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fuse from 'fuse.js'
import { startSearch } from '../../../electron/core/search/client.ts'
import type { SearchDocument } from '../../../shared/model/search-document.ts'
import { plainDocument } from '../plain-document.ts'
import { mistype } from '../queries.ts'
import { createRandom, pick } from '../random.ts'
import { timeEach, type Timing } from '../timing.ts'
import { makeNames } from '../vocabulary.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

export interface QuickResult {
  readonly own: Timing
  readonly fuse: Timing
  /** How many of 40 names with one typo were among the first five. */
  readonly ownHits: number
  readonly fuseHits: number
}

const ASKED = 40

/**
 * Queries quick-open for names with a typo among `strings` titles, people and sources, and plain fuse.js for the
 * same.
 */
export async function quick(strings: string): Promise<QuickResult> {
  const names = makeNames(Number(strings), 31)
  const random = createRandom(32)
  const asked = Array.from({ length: ASKED }, () => {
    const name = pick(random, names)
    return { name, typed: mistype(name, random) }
  })
  const fuse = new Fuse(
    names.map((label) => ({ label })),
    { keys: ['label'] },
  )
  const fuseTop = (typed: string) => fuse.search(typed, { limit: 5 }).map(({ item }) => item.label)
  const own = await askOurs(names, asked)
  return {
    ...own,
    fuse: await timeEach(asked.slice(0, 10), 1, ({ typed }) => fuseTop(typed).length),
    fuseHits: asked.filter(({ name, typed }) => fuseTop(typed).includes(name)).length,
  }
}

async function askOurs(names: readonly string[], asked: readonly { name: string; typed: string }[]) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-quick-'))
  const search = await startSearch({ keys: testKeys, cacheFolder: folder })
  try {
    await search.update(toDocuments(names))
    const top = async (typed: string) => (await search.quick(typed, 5)).map((item) => item.label)
    let ownHits = 0
    for (const { name, typed } of asked) if ((await top(typed)).includes(name)) ownHits += 1
    return { ownHits, own: await timeEach(asked, 5, async ({ typed }) => (await top(typed)).length) }
  } finally {
    await search.close()
    rmSync(folder, { recursive: true })
  }
}

/** Three names per record: its title, a person and a source. */
function toDocuments(names: readonly string[]): SearchDocument[] {
  const third = Math.floor(names.length / 3)
  return names.slice(0, third).map((title, at) =>
    plainDocument('k3fp', at + 1, {
      title,
      people: [names[third + at]!],
      sources: [names[2 * third + at]!],
    }),
  )
}
