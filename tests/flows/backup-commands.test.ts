import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { setUp, type Bench } from './support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'

let bench: Bench
let id: RecordId
let stick: string
beforeEach(async () => {
  bench = await setUp()
  const made = await bench.ask('records.create', { kind: 'statement', title: 'نامه', text: 'متن' })
  id = made.ids[0] as RecordId
  await bench.host.close()
  stick = join(bench.folder, 'stick')
  await mkdir(stick)
})
afterEach(async () => await bench.end())

/** Runs one command line; resolves to what it printed and its exit code. */
const holdfast = (...words: string[]) => runHoldfast(join(bench.folder, 'home'), words)

async function json(...words: string[]) {
  // Complaints go to another stream than the document.
  const { printed, exitCode } = await holdfast(...words, '--json')
  return { exitCode, reply: JSON.parse(printed) }
}

describe('the commands of backups', () => {
  it('back up, list, check and restore', async () => {
    const made = await json('backup', '--archive', bench.archive, '--to', stick)
    expect(made).toMatchObject({ exitCode: 0, reply: { objects: 1, proved: true } })
    const again = await holdfast('backup', '--archive', bench.archive, '--to', stick, '--no-proof')
    expect(again).toMatchObject({ exitCode: 0, text: expect.stringContaining('as requested') })
    const { reply } = await json('backups', '--in', stick)
    expect(reply.backups.map(({ provedAt }: { provedAt: unknown }) => provedAt === null)).toEqual([
      true,
      false,
    ])
    expect(await holdfast('backups', '--in', stick)).toMatchObject({
      text: expect.stringContaining('proved'),
    })
    const { generation } = made.reply
    expect(await holdfast('backups', '--in', stick, '--check', '--generation', generation)).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Intact'),
    })
    const into = join(bench.folder, 'restored')
    expect(await json('restore', stick, '--into', into, '--generation', generation)).toMatchObject({
      exitCode: 0,
      reply: { damages: [], objects: 1 },
    })
    expect(await json('show', id, '--archive', into)).toMatchObject({ exitCode: 0, reply: { title: 'نامه' } })
    expect(await json('restore', stick, '--into', into)).toMatchObject({
      exitCode: 2,
      reply: { error: { code: 'archive.exists' } },
    })
    expect(await json('restore', stick, '--into', `${into}-2`, '--generation', 'none')).toMatchObject({
      exitCode: 2,
      reply: { error: { code: 'backups.no-generation' } },
    })
  })

  it('exit with 1 when the backup is damaged', async () => {
    await holdfast('backup', '--archive', bench.archive, '--to', stick)
    const [archive] = await readdir(stick)
    const objects = join(stick, archive!, 'objects')
    const object = (await readdir(objects, { recursive: true })).find((name) => name.length > 60)!
    await rm(join(objects, object))
    await writeFile(join(objects, object), 'x')
    expect(await holdfast('backups', '--in', stick, '--check')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining(object),
    })
    expect(await json('restore', stick, '--into', join(bench.folder, 'partly'))).toMatchObject({
      exitCode: 1,
    })
  })
})

describe('the commands of merging', () => {
  it('merge, list what is left to decide, and decide it', async () => {
    const copy = join(bench.folder, 'copy')
    await cp(bench.archive, copy, { recursive: true })
    await holdfast('edit', id, '--archive', bench.archive, '--set', 'title=از ما')
    await holdfast('edit', id, '--archive', copy, '--set', 'title=از آن‌ها')
    expect(await json('merge', copy, '--archive', bench.archive)).toMatchObject({
      exitCode: 1,
      reply: { conflicts: 1, nothingNew: false },
    })
    const { reply } = await json('conflicts', '--archive', bench.archive)
    expect(reply.conflicts).toMatchObject([
      { row: id, field: 'title', mine: { value: 'از ما' }, wins: 'theirs' },
    ])
    const shown = await holdfast('conflicts', '--archive', bench.archive)
    expect(shown.text).toMatch(/theirs \(current\).*از آن‌ها/)
    const conflict = reply.conflicts[0].id
    expect(await holdfast('resolve', conflict, '--take', 'mine', '--archive', bench.archive)).toMatchObject({
      exitCode: 0,
    })
    expect(await json('show', id, '--archive', bench.archive)).toMatchObject({ reply: { title: 'از ما' } })
    expect((await holdfast('conflicts', '--archive', bench.archive)).text).toMatch(/nothing to decide/)
    expect((await holdfast('merge', copy, '--archive', bench.archive)).text).toMatch(
      /has nothing that is missing here/,
    )
    expect(await holdfast('verify', '--archive', bench.archive)).toMatchObject({ exitCode: 0 })
  })
})
