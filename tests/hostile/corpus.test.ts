import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUp, type Bench } from '../flows/support.ts'
import { archives } from './archives.ts'
import { documents } from './documents.ts'
import { importChecked } from './import-checked.ts'
import { media } from './media.ts'

const READ_MS = 20_000
let bench: Bench
beforeAll(async () => {
  bench = await setUp({ limits: { readMs: READ_MS, drawMs: 10_000, largestBytes: 600 * 1024 ** 2 } })
})
afterAll(async () => await bench.end())

/** A file like any other, which must be read whatever came before it. */
const plain = (name: string) => ({
  name: `${name}.plain.txt`,
  bytes: Buffer.from(`plain words after ${name}`),
})

describe.each([
  ['archives', archives],
  ['documents', documents],
  ['media', media],
])('hostile %s', (_, files) => {
  test.each(files)('$name', { timeout: 120_000 }, async ({ name, make }) => {
    const startedAt = Date.now()
    const outcomes = await importChecked(bench, [{ name, bytes: make() }, plain(name)])
    expect(Date.now() - startedAt).toBeLessThan(2 * READ_MS + 10_000)
    expect(outcomes.get(name)?.outcome).toBe('imported')
    expect(outcomes.get(plain(name).name)).toMatchObject({ outcome: 'imported', notes: [] })
    const { total } = await bench.ask('search.find', { query: `"plain words after ${name}"` })
    expect(total).toBeGreaterThan(0)
    const text = await bench.ask('records.text', { id: outcomes.get(name)!.record!, limit: 5000 })
    // What is in an archive's entities or far away is never fetched into the text.
    expect(JSON.stringify(text?.passages ?? '')).not.toMatch(/root:|(?:ha){50}/)
    if (name.endsWith('.pdf')) await drawn(outcomes.get(name)!.hash!)
  })
})

/** A page is drawn, or refused with a code of its own; the next one is drawn in any case. */
async function drawn(hash: string): Promise<void> {
  await bench.host.renderPage(hash, 1, 300).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'extract.failed' })
  })
}
