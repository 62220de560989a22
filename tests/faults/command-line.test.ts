import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../electron/cli/run.ts'
import { setUp, type Bench } from '../flows/support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  await bench.ask('records.create', { kind: 'statement', title: 'kept', text: 'a letter' })
})
afterEach(async () => await bench.end())

/** What a command prints, what it says on stderr, and how it ends. */
async function run(...words: string[]) {
  let [printed, said] = ['', '']
  const terminal = {
    print: async (text: string) => void (printed += text),
    progress: () => {},
    endProgress: () => {},
    complain: (line: string) => void (said += `${line}\n`),
  }
  const home = join(bench.folder, 'home')
  const facts = { home, resources: '', actor: 'somebody', appName: 'Holdfast', version: '0' }
  const exit = await runCommand(
    [...words, '--archive', bench.archive],
    facts,
    terminal,
    new AbortController().signal,
  )
  return { printed, said, exit }
}

describe('the command line', () => {
  it('reads what somebody else has open, says so, and does not write there', async () => {
    const found = await run('search', 'letter', '--json')
    expect(found).toMatchObject({ exit: 0, said: expect.stringContaining('Holdfast (tests)') })
    expect(JSON.parse(found.printed)).toMatchObject({ total: 1 })
    const tagged = await run('import', bench.folder)
    expect(tagged).toMatchObject({ exit: 2, said: expect.stringContaining('archive.locked') })
  })

  it('says on stderr what was cut off and set right', async () => {
    await bench.host.close()
    const ledger = join(bench.archive, 'ledger')
    const device = (await readdir(ledger))[0]!
    await appendFile(join(ledger, device, '000001.jsonl'), '{"act":')
    const found = await run('search', 'letter', '--json')
    expect(found).toMatchObject({ exit: 0, said: expect.stringContaining('was rolled back') })
    expect(JSON.parse(found.printed)).toMatchObject({ total: 1 })
    await bench.reopen()
  })
})
