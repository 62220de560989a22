import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUp, type Bench } from '../flows/support.ts'
import { atLevel, level, PATIENCE_MS, sample, seed } from '../tools/level.ts'
import { randomFrom } from '../tools/random.ts'
import { archives } from './archives.ts'
import { documents, type HostileFile } from './documents.ts'
import { importChecked } from './import-checked.ts'
import { media } from './media.ts'

// Some of these files keep a reader busy until it is stopped; on a busy machine, any other needs a while too.
const READ_MS = atLevel(15_000, 20_000)
const random = randomFrom(seed())
let bench: Bench
beforeAll(async () => {
  bench = await setUp({
    limits: { readMs: READ_MS, drawMs: atLevel(8_000, 10_000), largestBytes: 600 * 1024 ** 2 },
  })
})
afterAll(async () => await bench.end())

/** An ordinary file, which must be read whatever came before it. */
const plain = (name: string) => ({
  name: `${name}.plain.txt`,
  bytes: Buffer.from(`plain words after ${name}`),
})

/** In the sample, some of the files, and none that takes long; in a deep run, all of them. */
const chosen = (files: readonly HostileFile[], count: number): HostileFile[] =>
  sample(
    files.filter(({ isLong }) => !isLong || level() === 'deep'),
    count,
    random,
  )

describe.each([
  ['archives', chosen(archives, 4)],
  ['documents', chosen(documents, 8)],
  ['media', chosen(media, 4)],
])('hostile %s', (_, files) => {
  test.each(files)('$name', { timeout: PATIENCE_MS }, async ({ name, make }) => {
    const outcomes = await importChecked(bench, [{ name, bytes: make() }, plain(name)])
    expect(outcomes.get(name)?.outcome).toBe('imported')
    expect(outcomes.get(plain(name).name)).toMatchObject({ outcome: 'imported', notes: [] })
    const { total } = await bench.ask('search.find', { query: `"plain words after ${name}"` })
    expect(total).toBeGreaterThan(0)
    const text = await bench.ask('records.text', { id: outcomes.get(name)!.record!, limit: 5000 })
    // What entities or remote files contain never gets into the text.
    expect(JSON.stringify(text?.passages ?? '')).not.toMatch(/root:|(?:ha){50}/)
    if (name.endsWith('.pdf')) await expectDrawn(outcomes.get(name)!.hash!)
  })
})

/** Expects that a page is drawn, or refused with its code. */
async function expectDrawn(hash: string): Promise<void> {
  await bench.host.renderPage(hash, 1, 300).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'extract.failed' })
  })
}
