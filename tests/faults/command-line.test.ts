import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUp, type Bench } from '../flows/support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  await bench.ask('records.create', { kind: 'statement', title: 'kept', text: 'a letter' })
})
afterEach(async () => await bench.end())

/** Runs one command line on the archive. */
const run = (...words: string[]) =>
  runHoldfast(join(bench.folder, 'home'), [...words, '--archive', bench.archive])

describe('the command line', () => {
  it('reads an archive that another process has open, says so, and does not write to it', async () => {
    const found = await run('search', 'letter', '--json')
    expect(found).toMatchObject({ exitCode: 0, said: expect.stringContaining('Holdfast (tests)') })
    expect(JSON.parse(found.printed)).toMatchObject({ total: 1 })
    const tagged = await run('import', bench.folder)
    expect(tagged).toMatchObject({ exitCode: 2, said: expect.stringContaining('archive.locked') })
  })

  it('reports on stderr what was cut off and repaired', async () => {
    await bench.host.close()
    const ledger = join(bench.archive, 'ledger')
    const device = (await readdir(ledger))[0]!
    await appendFile(join(ledger, device, '000001.jsonl'), '{"act":')
    const found = await run('search', 'letter', '--json')
    expect(found).toMatchObject({ exitCode: 0, said: expect.stringContaining('was rolled back') })
    expect(JSON.parse(found.printed)).toMatchObject({ total: 1 })
    await bench.reopen()
  })
})
