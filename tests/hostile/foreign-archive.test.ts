import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyArchive } from '../../electron/core/verification/verify-archive.ts'
import { backUp, placeOf, stickOf, restoreOn } from '../flows/backup-support.ts'
import { merge, openThere } from '../flows/merge-support.ts'
import type { Bench } from '../flows/support.ts'
import { atLevel } from '../tools/level.ts'
import { makeForeignCopy, setUpForeignCopy, type ForeignCopy } from './foreign-copy.ts'
import { damagesIn } from '../tools/verify-here.ts'

let made: Bench
let foreign: ForeignCopy
let bench: Bench
let outside = ''
let copy = ''
beforeAll(async () => {
  made = await makeForeignCopy()
})
afterAll(async () => await made.end())
beforeEach(async () => {
  foreign = await setUpForeignCopy(made)
  ;({ bench, outside, copy } = foreign)
})
afterEach(async () => await bench.end())

/** Replaces whatever has this name. */
async function replace(path: string, put: () => Promise<void> | void): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await mkdir(dirname(path), { recursive: true })
  await put()
}

async function firstObject(): Promise<string> {
  const folder = await foreign.firstIn('vault')
  return foreign.inCopy('vault', folder, await foreign.firstIn(join('vault', folder)))
}

const places = [
  'holdfast.json',
  'holdfast.json.draft',
  'lock',
  'lock.turn',
  'ledger',
  'ledger/DEVICE/000001.jsonl',
  'ledger/DEVICE/000002.jsonl',
  'vault',
  'vault/ab',
  'catalogue',
  'catalogue/head.json',
  'catalogue/records',
  'catalogue/records/DEVICE-0000.json',
  'inbox',
  'inbox/merge/ready.json',
  'inbox/pending',
  'inbox/pending/a.json',
  'cache',
  'cache/reserve',
  'cache/search/manifest.json',
  'cache/text/ab',
]

describe.skipIf(process.platform === 'win32')('an archive that a stranger made', () => {
  // One test for all: a place needs no separate archive, since nothing of the copy is opened.
  test('is not opened, verified or merged with a link or a pipe in place of any of its parts', async () => {
    const device = await foreign.firstIn('ledger')
    const intact = join(bench.folder, 'whole')
    await cp(copy, intact, { recursive: true })
    for (const [at, name] of places.entries()) {
      const path = foreign.inCopy(name.replace('DEVICE', device))
      const target = join(outside, /\./.test(name) ? 'keep.json' : '.')
      const kinds = [() => symlink(target, path), () => void execFileSync('mkfifo', [path])]
      for (const put of atLevel([kinds[at % kinds.length]!], kinds)) {
        await replace(path, put)
        const refused = { code: 'archive.not-plain', facts: { path } }
        await expect(openThere(bench, copy), name).rejects.toMatchObject(refused)
        await expect(verifyArchive(copy), name).rejects.toMatchObject(refused)
        await expect(merge(bench, copy), name).rejects.toMatchObject(refused)
      }
      await rm(copy, { recursive: true })
      await cp(intact, copy, { recursive: true })
    }
    await foreign.expectKept()
  })

  test('serves no object that is a link, and names it', async () => {
    const object = await firstObject()
    await replace(object, () => symlink(join(outside, 'keep.json'), object))
    const hash = object.slice(-64)
    expect(await damagesIn(copy)).toMatchObject([{ kind: 'object-unreadable', hash }])
    await openThere(bench, copy)
    await expect(bench.host.openObject(hash)).rejects.toMatchObject({ code: 'vault.damaged' })
  })

  test.each(['pipe', 'link'])(
    'is searched, and its texts are extracted again, with a %s in place of each',
    async (kind) => {
      const hash = (await firstObject()).slice(-64)
      const text = foreign.inCopy('cache', 'text', hash.slice(0, 2), `${hash}.json`)
      const put = () => (kind === 'link' ? symlink('/dev/zero', text) : void execFileSync('mkfifo', [text]))
      await replace(text, put)
      await openThere(bench, copy)
      const { hits } = await bench.ask('search.find', { query: 'متن' })
      expect(hits).toHaveLength(2)
      for (const { id } of hits) expect(await bench.ask('records.text', { id })).not.toBeNull()
      await foreign.expectKept()
    },
  )

  test.each([
    ['pending/a.json', { act: 'recovery', detail: {} }],
    ['merge/ready.json', { version: 1, files: [], detail: {} }],
  ])('cannot write or remove anything elsewhere by the id in inbox/%s', async (name, rest) => {
    await mkdir(dirname(foreign.inCopy('inbox', name)), { recursive: true })
    await writeFile(foreign.inCopy('inbox', name), JSON.stringify({ ...rest, id: '../../../outside/keep' }))
    await openThere(bench, copy)
    await bench.host.close()
    await foreign.expectKept()
    await bench.reopen()
  })

  test.each([
    ['an infinite number', '{"a":1e999}'],
    ['half a character', '{"a":"\\ud800"}'],
    ['deeply nested lists', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('opens with a line in its inbox that contains %s', async (_, detail) => {
    await mkdir(foreign.inCopy('inbox', 'pending'), { recursive: true })
    await writeFile(
      foreign.inCopy('inbox', 'pending', 'a.json'),
      `{"id":"a","act":"recovery","detail":${detail}}`,
    )
    await openThere(bench, copy)
    expect(await bench.ask('archive.describe', {})).toMatchObject({ title: 'Flow' })
  })

  test('is refused with an id that leads somewhere else', async () => {
    const file = JSON.parse(await readFile(foreign.inCopy('holdfast.json'), 'utf8')) as Record<
      string,
      unknown
    >
    await writeFile(foreign.inCopy('holdfast.json'), JSON.stringify({ ...file, id: '../outside' }))
    await expect(openThere(bench, copy)).rejects.toMatchObject({ code: 'archive.not-an-archive' })
  })
})

describe.skipIf(process.platform === 'win32')('a backup that a stranger made', () => {
  test('is listed, checked and restored only up to its links and pipes', async () => {
    await mkdir(stickOf(bench))
    const { generation } = await backUp(bench)
    const place = await placeOf(bench)
    const inBackup = (name: string) => join(place, name.replace('TIME', generation))
    const intact = join(bench.folder, 'whole')
    await cp(place, intact, { recursive: true })
    for (const name of ['objects', 'generations/TIME/manifest.json', 'generations/TIME/ledger']) {
      for (const put of [
        () => symlink(outside, inBackup(name)),
        () => void execFileSync('mkfifo', [inBackup(name)]),
      ]) {
        await replace(inBackup(name), put)
        await expect(backUp(bench, false)).rejects.toMatchObject({ code: 'archive.not-plain' })
        await rm(place, { recursive: true })
        await cp(intact, place, { recursive: true })
      }
    }
    await foreign.expectKept()
  })

  test('restores nothing from a list that lacks what makes an archive', async () => {
    await mkdir(stickOf(bench))
    const { generation } = await backUp(bench, false)
    const folder = join(await placeOf(bench), 'generations', generation)
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object
    const sha256 = createHash('sha256').update('').digest('hex')
    await writeFile(join(folder, 'sha256.txt'), '')
    const list = { file: 'sha256.txt', sha256 }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, list }))
    const into = join(bench.folder, 'restored')
    await expect(restoreOn(bench, stickOf(bench), into)).rejects.toMatchObject({
      code: 'backups.damaged',
    })
    expect(existsSync(into)).toBe(false)
  })

  test('reads no terabyte from an object that has grown', async () => {
    const object = (await readdir(join(bench.archive, 'vault'), { recursive: true })).find(
      (each) => each.length > 60,
    )!
    const path = join(bench.archive, 'vault', object)
    await chmod(path, 0o644)
    await truncate(path, 1e12)
    await mkdir(stickOf(bench))
    const { lacking } = await backUp(bench, false)
    expect(lacking).toMatchObject([{ kind: 'object-changed' }])
    await rename(path, join(bench.folder, 'grown'))
    expect(existsSync(path)).toBe(false)
  })
})
