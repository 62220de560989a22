import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countSignatories } from '../../shared/model/record.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const paste = async (title: string, text: string): Promise<RecordId> =>
  (await bench.ask('records.create', { kind: 'statement', title, text })).ids[0] as RecordId

describe('a pasted statement', () => {
  it('is a vault object with a hash, found at once, with its text paragraph by paragraph', async () => {
    const id = await paste(
      'بیانیهٔ پزشکان',
      'بند نخست دربارهٔ درمان.\n\nبند دوم: ۵۷۱ پزشک و ۱۴۶۳ نفر از کادر درمان.',
    )
    const record = await bench.ask('records.get', { id })
    expect(record).toMatchObject({
      kind: 'statement',
      reliability: 'F',
      credibility: '6',
      verification: { status: 'not-examined' },
    })
    const { path } = await bench.host.openObject(record.objects[0]!.hash)
    expect(await readFile(path, 'utf8')).toContain('بند نخست')
    const text = await bench.ask('records.text', { id })
    expect(text?.passages.map((passage) => passage.text)).toEqual([
      'بند نخست دربارهٔ درمان.',
      'بند دوم: ۵۷۱ پزشک و ۱۴۶۳ نفر از کادر درمان.',
    ])
    expect((await bench.ask('search.find', { query: '1463' })).hits.map((hit) => hit.id)).toEqual([id])
  })
})

describe('editing', () => {
  it('derives the date that sorts from the date as stated, which stays as entered', async () => {
    const id = await paste('a', 'text')
    await bench.ask('records.edit', { ids: [id], set: { dateStated: '۲۷ شهریور ۱۳۹۳' } })
    expect(await bench.ask('records.get', { id })).toMatchObject({
      dateStated: '۲۷ شهریور ۱۳۹۳',
      dateEdtf: '2014-09-18',
    })
    const found = await bench.ask('search.find', { filters: { from: '2014-09', to: '2014-09' } })
    expect(found.hits.map((hit) => hit.id)).toEqual([id])
    expect((await bench.ask('search.find', { filters: { from: '2015' } })).total).toBe(0)
  })

  it('never lets what is stated and what is verified affect each other', async () => {
    const id = await paste('a', 'text')
    const before = await bench.ask('records.get', { id })
    const verification = {
      status: 'corroborated',
      method: 'two witnesses',
      examiner: 'A. N.',
      examinedOn: '2026',
      reason: '',
    } as const
    await bench.ask('records.edit', { ids: [id], set: { verification } })
    const { verification: now, modifiedAt: _, ...rest } = await bench.ask('records.get', { id })
    expect(now).toEqual(verification)
    expect(before).toMatchObject(rest)
    await bench.ask('records.edit', {
      ids: [id],
      set: { reliability: 'B', credibility: '2', description: 'as stated' },
    })
    expect((await bench.ask('records.get', { id })).verification).toEqual(verification)
  })

  it('keeps signatories and shows their sum as computed', async () => {
    const id = await paste('a', 'text')
    const signatories = [
      { type: 'group', label: 'physicians', count: 571 },
      { type: 'group', label: 'medical staff', count: 1463 },
    ] as const
    await bench.ask('records.edit', { ids: [id], set: { signatories: [...signatories] } })
    expect(countSignatories((await bench.ask('records.get', { id })).signatories)).toBe(2034)
  })

  it('records who, when, before and after in the history, for one and for many', async () => {
    const ids = [await paste('one', 'text one'), await paste('two', 'text two')]
    await bench.ask('settings.edit', { personName: 'M. Rahimi' })
    await bench.ask('records.edit', { ids, set: { sources: ['A society'] } })
    for (const id of ids) {
      const history = await bench.ask('records.history', { id })
      expect(history.map(({ act }) => act)).toEqual(['accession', 'metadata modification'])
      expect(history[0]?.actor.type).toBe('software')
      expect(history[1]).toMatchObject({
        actor: { type: 'person', name: 'M. Rahimi' },
        changes: [{ id, set: { sources: ['A society'] }, was: { sources: [] } }],
      })
    }
  })

  it('changes nothing at all when one of many does not exist', async () => {
    const id = await paste('one', 'text')
    const both = { ids: [id, 'zzzz-000009' as RecordId], set: { title: 'changed' } }
    await expect(bench.ask('records.edit', both)).rejects.toMatchObject({ code: 'records.not-found' })
    expect((await bench.ask('records.get', { id })).title).toBe('one')
  })

  it('withdraws with a reason; undo restores the record, and it is found again', async () => {
    const id = await paste('one', 'a rare quokka')
    await bench.ask('records.withdraw', { ids: [id], reason: 'Taken in by mistake' })
    expect((await bench.ask('search.find', { query: 'quokka' })).total).toBe(0)
    expect((await bench.ask('records.get', { id })).withdrawn).toMatchObject({
      reason: 'Taken in by mistake',
    })
    await bench.reopen()
    expect(await bench.ask('archive.undo', {})).toMatchObject({ act: 'deaccession', rows: 1, title: 'one' })
    expect((await bench.ask('search.find', { query: 'quokka' })).total).toBe(1)
  })
})

describe('tags', () => {
  it('are a tree whose parents count and find the records of their children, each record once', async () => {
    const ids = [await paste('one', 'x'), await paste('two', 'y'), await paste('three', 'z')]
    const access = await bench.ask('tags.create', { path: 'medical/access' })
    const harm = await bench.ask('tags.create', { path: 'medical/harm' })
    await bench.ask('tags.apply', { ids: ids.slice(0, 2), add: [access.id] })
    await bench.ask('tags.apply', { ids: ids.slice(1, 2), add: [harm.id] })
    const counts = (await bench.ask('tags.list', {})).map(({ path, count }) => [path, count])
    expect(counts).toEqual([
      ['medical', 2],
      ['medical/access', 2],
      ['medical/harm', 1],
    ])
    expect((await bench.ask('search.find', { filters: { tag: [access.parent!] } })).total).toBe(2)
    await bench.ask('tags.rename', { id: access.parent!, label: 'درمان' })
    expect((await bench.ask('tags.list', {})).map(({ path }) => path)).toEqual([
      'درمان',
      'درمان/access',
      'درمان/harm',
    ])
    expect((await bench.ask('search.find', { query: 'tag:درمان' })).total).toBe(2)
    expect((await bench.ask('search.find', { query: 'درمان' })).total).toBe(2)
  })

  it('refuse a second tag with the same name in any spelling, a cycle, and a name with a slash', async () => {
    const yeh = await bench.ask('tags.create', { path: 'آزادی' })
    expect((await bench.ask('tags.create', { path: 'آزادي' })).id).toBe(yeh.id)
    const child = await bench.ask('tags.create', { path: 'آزادی/رفت و آمد' })
    await expect(bench.ask('tags.rename', { id: yeh.id, parent: child.id })).rejects.toMatchObject({
      code: 'tags.cycle',
    })
    await expect(bench.ask('tags.rename', { id: yeh.id, label: 'a/b' })).rejects.toMatchObject({
      code: 'tags.invalid-label',
    })
    const other = await bench.ask('tags.create', { path: 'other' })
    await expect(bench.ask('tags.rename', { id: other.id, label: 'آزادي' })).rejects.toMatchObject({
      code: 'tags.exists',
    })
  })

  it('return to every record when their removal is undone', async () => {
    const ids = [await paste('one', 'x'), await paste('two', 'y')]
    const tag = await bench.ask('tags.create', { path: 'a/b' })
    await bench.ask('tags.apply', { ids, add: [tag.id] })
    await bench.ask('tags.withdraw', { id: tag.parent! })
    expect(await bench.ask('tags.list', {})).toEqual([])
    expect((await bench.ask('records.get', { id: ids[0]! })).tags).toEqual([])
    await bench.ask('archive.undo', {})
    expect((await bench.ask('tags.list', {})).map(({ path, count }) => [path, count])).toEqual([
      ['a', 2],
      ['a/b', 2],
    ])
  })
})

describe('the archive folder', () => {
  it('is locked while open, says who has it open, and contains one ledger line for each act', async () => {
    await paste('one', 'x')
    const second = bench.host
    await expect(
      (await import('../../electron/core/host/host.ts')).openHost({
        home: join(bench.folder, 'home'),
        resources: '',
        actor: 'somebody',
        appName: 'Holdfast',
        version: '0',
        archive: bench.archive,
      }),
    ).rejects.toMatchObject({ code: 'archive.locked', facts: { who: 'Holdfast (tests)' } })
    await second.close()
    const device = (await readdir(join(bench.archive, 'ledger')))[0]!
    const lines = (await readFile(join(bench.archive, 'ledger', device, '000001.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line).act)).toEqual([
      'creation',
      'accession',
      'digital signature generation',
    ])
    expect(await readdir(bench.archive)).not.toContain('lock')
  })

  it('is readable without Holdfast by the script in the documentation', async () => {
    const id = await paste('عنوان', 'متن')
    const tag = await bench.ask('tags.create', { path: 'a' })
    await bench.ask('tags.apply', { ids: [id], add: [tag.id] })
    const gone = await paste('gone', 'text')
    await bench.ask('records.withdraw', { ids: [gone], reason: 'test' })
    const { execFileSync } = await import('node:child_process')
    const script = join(import.meta.dirname, '../../docs/list-records.mjs')
    const printed = execFileSync(process.execPath, [script, bench.archive], { encoding: 'utf8' })
    const { objects } = await bench.ask('records.get', { id })
    expect(printed).toBe(`${id}\tstatement\t\tعنوان\t${objects[0]!.hash}\n`)
  })
})
