import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../electron/cli/run.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  for (const [title, text] of [
    ['letter', 'The clinic of Ashraf was closed.'],
    ['نامه', 'درمانگاه اشرف بسته شد.'],
  ] as const)
    await bench.ask('records.create', { kind: 'statement', title, text })
  await bench.host.close()
})
afterEach(async () => await bench.end())

/** Runs one command line on the archive; answers what it printed and its exit code. */
async function run(...words: string[]) {
  let text = ''
  const terminal = {
    print: async (printed: string) => void (text += printed),
    progress: () => undefined,
    endProgress: () => undefined,
    complain: (line: string) => void (text += `${line}\n`),
  }
  const facts = {
    home: join(bench.folder, 'home'),
    resources: '',
    actor: '',
    appName: 'Holdfast',
    version: '0',
  }
  const line = [...words, '--archive', bench.archive]
  const exitCode = await runCommand(line, facts, terminal, new AbortController().signal)
  return { text, exitCode }
}

describe('the command line', () => {
  it('lists, adds, changes and removes other names', async () => {
    const { id } = JSON.parse((await run('aliases', 'add', 'Ashraf', 'اشرف', '--json')).text)
    expect((await run('search', 'Ashraf')).text).toContain('Records: 2')
    expect((await run('aliases')).text).toMatch(/Ashraf, .*اشرف.*\nGroups: 1/su)
    await run('aliases', 'change', id, 'Khalis', 'اشرف')
    expect(JSON.parse((await run('search', 'Khalis', '--json')).text)).toMatchObject({ total: 1 })
    expect(await run('aliases', 'remove', id)).toMatchObject({ exitCode: 0 })
    expect(await run('aliases', 'add', 'One')).toMatchObject({ exitCode: 2 })
    expect((await run('aliases', 'remove', 'nothing')).text).toContain('aliases.not-found')
  })

  it('saves, lists, runs, renames and removes searches', async () => {
    await run('searches', 'save', 'Clinic', 'clinic kind:statement')
    expect((await run('searches')).text).toMatch(/Clinic .*clinic kind:statement +1\nSaved searches: 1/)
    await run('searches', 'rename', 'Clinic', 'درمانگاه')
    expect(JSON.parse((await run('searches', 'run', 'درمانگاه', '--json')).text)).toMatchObject({ total: 1 })
    await run('searches', 'remove', 'درمانگاه')
    expect((await run('searches')).text).toBe('Saved searches: 0\n')
    expect(await run('searches', 'run', 'Clinic')).toMatchObject({ exitCode: 2 })
  })

  it('asks a list and writes the table as CSV or JSON, never over another file unasked', async () => {
    const list = join(bench.folder, 'queries.csv')
    await writeFile(list, 'name,query\nClinic,clinic\nدرمانگاه,درمانگاه\nNone,zebra\n')
    const out = join(bench.folder, 'table.csv')
    const told = await run('batch', list, '--out', out)
    expect(told.exitCode).toBe(0)
    expect(told.text).toContain('Queries: 3. Rows: 3.')
    const lines = (await readFile(out, 'utf8')).split('\r\n')
    expect(lines[0]).toBe(
      'number,name,query,total,rank,id,kind,title,dateStated,field,locator,rule,snippet,unread,error',
    )
    expect(lines[2]).toMatch(/^2,درمانگاه,درمانگاه,1,1,.*,statement,نامه,,text,char:\d+-\d+,exact,/)
    expect(lines[3]).toBe('3,None,zebra,0,,,,,,,,,,,')
    expect((await run('batch', list, '--out', out)).text).toContain('--overwrite')
    await run('batch', list, '--out', out, '--overwrite', '--bom')
    expect((await readFile(out, 'utf8')).startsWith('\ufeffnumber')).toBe(true)
    const json = join(bench.folder, 'table.json')
    await run('batch', list, '--out', json)
    const printed = JSON.parse((await run('batch', list, '--json')).text)
    expect(printed.rows).toEqual(JSON.parse(await readFile(json, 'utf8')).rows)
    expect((await run('batch', list, '--hits', 'many')).text).toContain('--hits takes')
    await writeFile(list, 'name,query\nClinic,\nClinic,clinic\n')
    const wrong = await run('batch', list)
    expect(wrong.exitCode).toBe(1)
    expect(wrong.text).toContain('queries.csv:2  No query')
  })
})
