import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHost, type Host } from '../../electron/core/host/host.ts'
import { atLevel, PATIENCE_MS, sample, testRandom } from '../tools/level.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { installFaultyFiles, type FileCall } from './faulty-files.ts'
import { createDiskModel } from './power-cut.ts'

let folder: string
/** All calls that reached the disk of one archive, and what had been acknowledged by then. */
let worked: Awaited<ReturnType<typeof work>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-power-'))
  worked = await work()
}, PATIENCE_MS)
afterAll(async () => await rm(folder, { recursive: true, force: true }))

const disk = () => join(folder, 'disk')
const open = (create?: { title: string }): Promise<Host> =>
  openHost({
    home: join(disk(), 'home'),
    resources: '',
    actor: 'tests',
    appName: 'Holdfast',
    version: '0.0.0',
    archive: join(disk(), 'archive'),
    create,
  })
// Whatever a method replies is checked below.
// oxlint-disable-next-line typescript/no-explicit-any
async function ask(host: Host, method: string, params: object): Promise<any> {
  const result = await host.call(method, params)
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
  return result.value
}

/** What had been acknowledged by a point in the calls. */
interface Done {
  readonly calls: number
  readonly titles: Readonly<Record<string, string>>
}

/** Works on a new archive and resolves to every call that reached the disk, with what had been acknowledged by then. */
async function work(): Promise<{ calls: FileCall[]; done: Done[] }> {
  await mkdir(disk())
  const calls: FileCall[] = []
  const layer = installFaultyFiles(
    disk(),
    () => 'go',
    (call) => calls.push(call),
  )
  const done: Done[] = []
  let titles: Record<string, string> = {}
  const note = (more: Record<string, string>) => {
    titles = { ...titles, ...more }
    done.push({ calls: calls.length, titles })
  }
  const source = join(folder, 'source')
  await mkdir(source)
  for (let n = 0; n < 5; n += 1) await writeFile(join(source, `${n}.txt`), `letter ${n}`)
  try {
    const host = await open({ title: 'Cut' })
    note({})
    for (let n = 0; n < 4; n += 1) {
      const { ids } = await ask(host, 'records.create', {
        kind: 'statement',
        title: `t${n}`,
        text: `words ${n}`,
      })
      note({ [ids[0]]: `t${n}` })
    }
    const [ticket] = host.issueTickets([source])
    const { job } = await ask(host, 'imports.start', { tickets: [ticket!.id] })
    const { outcomes } = await ask(host, 'imports.wait', { job })
    note(
      Object.fromEntries(
        outcomes.map(({ record, name }: { record: string; name: string }) => [record, name]),
      ),
    )
    const ids = Object.keys(titles)
    await ask(host, 'custody.head', {})
    for (let n = 0; n < 3; n += 1) {
      await ask(host, 'records.edit', { ids, set: { title: `e${n}` } })
      note(Object.fromEntries(ids.map((id) => [id, `e${n}`])))
    }
    await ask(host, 'archive.undo', {})
    note(Object.fromEntries(ids.map((id) => [id, 'e1'])))
    await ask(host, 'custody.head', {})
    await ask(host, 'records.edit', { ids: ids.slice(0, 2), set: { title: 'last' } })
    note({ [ids[0]!]: 'last', [ids[1]!]: 'last' })
    await host.close()
  } finally {
    layer.end()
  }
  return { calls, done }
}

/** What is wrong with what remains of the first `count` calls; null if nothing is. */
async function cutAt(
  count: number,
  calls: readonly FileCall[],
  done: readonly Done[],
  random: (() => number) | null,
) {
  const model = createDiskModel()
  for (const call of calls.slice(0, count)) model.follow(call)
  await rm(disk(), { recursive: true, force: true })
  await model.leave(disk(), random)
  // The process that held the lock ended with the power.
  const lock = join(disk(), 'archive', 'lock')
  if (existsSync(lock))
    await writeFile(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), who: 'gone', since: '' }))
  const before = done.filter((each) => each.calls <= count).at(-1)
  const after = done.find((each) => each.calls > count)
  if (!before) return null
  try {
    const host = await open()
    try {
      for (const [id, title] of Object.entries(before.titles)) {
        const record = await ask(host, 'records.get', { id })
        if (record.title !== title && record.title !== after?.titles[id])
          return `${id} is ${record.title}, not ${title}`
      }
    } finally {
      await host.close()
    }
    const damages = await damagesIn(join(disk(), 'archive'))
    return damages.length > 0 ? JSON.stringify(damages) : null
  } catch (cause) {
    return String(cause)
  }
}

describe('a power cut', () => {
  it(
    'at any call leaves an archive that opens with everything that was acknowledged',
    { timeout: PATIENCE_MS },
    async () => {
      const { calls, done } = worked
      const random = testRandom()
      // A missing sync would lose what had just been acknowledged, so most of the points are there.
      const acknowledged = sample(done, 3, random).map((each) => each.calls)
      const anywhere = sample([...calls.keys()], 2, random)
      const problems: string[] = []
      for (const count of [...acknowledged, done.at(-1)!.calls, ...anywhere])
        for (const chance of atLevel([random() < 0.3 ? null : random], [null, random, random])) {
          const problem = await cutAt(count, calls, done, chance)
          if (problem) problems.push(`at call ${count} of ${calls.length}: ${problem}`)
        }
      expect(problems).toEqual([])
    },
  )

  it(
    'would be caught losing what was acknowledged if a sync were left out',
    { timeout: PATIENCE_MS },
    async () => {
      const { calls, done } = worked
      for (const skipped of sample(
        [/ledger\/.*jsonl$/, /ledger$/, /vault\/..$/, /\.part$/],
        2,
        testRandom(),
      )) {
        const lazy = calls.map((call) =>
          call.name === 'sync' && skipped.test(call.path) ? { ...call, path: 'nothing' } : call,
        )
        expect(await cutAt(done.at(-1)!.calls, lazy, done, null), String(skipped)).not.toBeNull()
      }
    },
  )

  it('finds every object on disk before the line that names it, and every shard before the head that covers it', () => {
    const { calls } = worked
    const index = (from: number, test: (call: FileCall) => boolean) =>
      calls.findIndex((call, at) => at > from && test(call))
    const links = calls.flatMap((call, at) =>
      call.name === 'link' && call.to?.includes('/vault/') ? [{ call, at }] : [],
    )
    expect(links.length).toBeGreaterThan(5)
    for (const { call, at } of links) {
      const hash = call.to!.slice(-64)
      const synced = calls.findLastIndex(
        (each, before) => before < at && each.name === 'sync' && each.path === call.path,
      )
      const folderSynced = index(at, (each) => each.name === 'sync' && each.path === call.to!.slice(0, -65))
      const named = index(
        -1,
        (each) => each.name === 'write' && each.path.endsWith('.jsonl') && each.bytes!.includes(hash),
      )
      expect(synced).toBeGreaterThan(-1)
      expect(folderSynced).toBeGreaterThan(at)
      expect(folderSynced).toBeLessThan(named)
      const saved = index(named, (each) => each.name === 'sync' && each.path === calls[named]!.path)
      expect(saved).toBeGreaterThan(named)
    }
    const heads = calls.flatMap(({ name, to }, at) =>
      name === 'rename' && to?.endsWith('catalogue/head.json') ? [at] : [],
    )
    expect(heads.length).toBeGreaterThan(1)
    calls.forEach(({ name, path, to }, at) => {
      if (name !== 'rename' || !/catalogue\/\w+\//.test(to ?? '')) return
      expect(calls.slice(0, at).some((each) => each.name === 'sync' && each.path === path)).toBe(true)
      const head = heads.find((each) => each > at)!
      const folder = to!.slice(0, to!.lastIndexOf('/'))
      const folderSynced = index(at, (each) => each.name === 'sync' && each.path === folder)
      expect(folderSynced).toBeGreaterThan(at)
      expect(folderSynced).toBeLessThan(head)
    })
  })
})
