import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../../shared/csv/read-csv.ts'
import { runHoldfast } from '../../../tests/tools/run-holdfast.ts'

let folder: string
let archive: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-batch-'))
  archive = join(folder, 'archive')
  await writeFile(join(folder, 'letter.txt'), 'The clinic was closed.')
  await writeFile(join(folder, 'نامه.txt'), 'درمانگاه بسته بود.')
  await run('import', join(folder, 'letter.txt'), join(folder, 'نامه.txt'), '--archive', archive)
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

describe('holdfast batch', () => {
  it('writes the table as CSV or JSON, depending on the name of the file', async () => {
    const list = await listOf('Q1,clinic\nدو,درمانگاه\nQ3,nowhere\n')
    const out = join(folder, 'table.csv')
    const { code, printed } = await run('batch', list, '--archive', archive, '--out', out, '--bom')
    expect(code).toBe(0)
    expect(printed).toContain('Queries: 3 of 3. Lines left out: 0.')
    const text = await readFile(out, 'utf8')
    expect(text.startsWith('\ufeffnumber,')).toBe(true)
    const rows = [...readCsv(text, ',')].slice(1).map(({ cells }) => [cells[1], cells[3], cells[7]])
    expect(rows).toEqual([
      ['Q1', '1', 'letter.txt'],
      ['دو', '1', 'نامه.txt'],
      ['Q3', '0', ''],
    ])
    await run('batch', list, '--archive', archive, '--out', join(folder, 'table.json'))
    expect(JSON.parse(await readFile(join(folder, 'table.json'), 'utf8'))).toHaveLength(3)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('prints one JSON document, and exits with 1 if a line was left out', async () => {
    const list = await listOf('name,query\nQ1,clinic\nQ2,\n')
    const { code, printed } = await run('batch', list, '--archive', archive, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({
      summaries: [{ name: 'Q1', total: 1, listed: 1 }],
      problems: [{ line: 3, problem: 'no-query' }],
    })
  })

  it('writes no table of an incomplete list', async () => {
    const stopped = new AbortController()
    stopped.abort()
    const list = await listOf(Array.from({ length: 5000 }, (_, at) => `clinic OR ${at}`).join('\n'))
    const out = join(folder, 'stopped.csv')
    const { code, printed } = await runUntil(
      stopped.signal,
      'batch',
      list,
      '--archive',
      archive,
      '--out',
      out,
    )
    expect(code).toBe(1)
    expect(printed).toContain('Stopped; no table was written.')
    expect(await readdir(folder)).not.toContain('stopped.csv')
  })

  it('exits with 2 if it cannot begin', async () => {
    const list = await listOf('clinic')
    const wrong = [
      ['--out', join(folder, 'table.txt')],
      ['--out', list],
      ['--hits', 'many'],
      ['--match', 'some'],
      ['--out', join(folder, 'absent', 'table.csv')],
    ]
    for (const options of wrong) {
      const { code, complained } = await run('batch', list, '--archive', archive, ...options)
      expect([code, complained], options.join(' ')).toEqual([2, expect.stringMatching(/^holdfast: /)])
    }
    expect((await run('batch', join(folder, 'absent.csv'), '--archive', archive)).code).toBe(2)
    expect((await run('batch', '--archive', archive)).code).toBe(2)
  })
})

async function listOf(text: string): Promise<string> {
  const path = join(folder, 'queries.csv')
  await writeFile(path, text)
  return path
}

const run = (...words: string[]) => runUntil(new AbortController().signal, ...words)

async function runUntil(signal: AbortSignal, ...words: string[]) {
  const resources = resolve(import.meta.dirname, '../../../resources')
  const ran = await runHoldfast(join(folder, 'home'), words, { resources, signal })
  return { code: ran.exitCode, printed: ran.printed, complained: ran.said }
}
