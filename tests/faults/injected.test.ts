import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { openEngine } from '../../electron/core/search/index/engine.ts'
import { setUp, type Bench } from '../flows/support.ts'
import { oneOfEach, PATIENCE_MS, testRandom } from '../tools/level.ts'
import { installFaultyFiles, type Fate, type FaultyFiles, type FileCall } from './faulty-files.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { testKeys } from '../../electron/core/search/testing/test-keys.ts'

let bench: Bench
let layer: FaultyFiles
/** What happens to calls from now on. */
let decide: (call: FileCall) => Fate = () => 'go'
let calls: FileCall[] = []
beforeEach(async () => {
  // Before anything is opened: a file that was opened without the layer would bypass it.
  layer = installFaultyFiles(
    tmpdir(),
    (call) => (call.path.includes('/archive') ? decide(call) : 'go'),
    (call) => void (call.path.includes('/archive') && calls.push(call)),
  )
  vi.spyOn(console, 'error').mockImplementation(() => {})
  bench = await setUp()
})
afterEach(async () => {
  decide = () => 'go'
  await bench.end()
  layer.end()
  vi.restoreAllMocks()
})

const fates: readonly Fate[] = [{ errno: 'ENOSPC' }, { errno: 'EIO' }, { short: 7 }]

/** One call to fail: which of the calls that an act makes, how, and whether all later ones fail as well. */
interface Fault {
  readonly at: number
  readonly fate: Fate
  readonly isLasting: boolean
}

/** A call and the kind of its path, without what differs between files of the same kind. */
const kindOf = ({ name, path }: FileCall): string =>
  `${name} ${path
    .slice(path.indexOf('/archive'))
    .replaceAll(/[0-9a-f]{4,}/g, '#')
    .replaceAll(/(vault|objects)\/../g, '$1/##')
    .replaceAll(/(ledger|records)\/\w{4}/g, '$1/DEVICE')
    .replaceAll(/[#\d-]+/g, '#')}`

/** Every call with every fault; in the sample one random fault for each kind of call on each kind of path. */
function faultsIn(made: readonly FileCall[], random: () => number): Fault[] {
  const all = made.flatMap((call, at) =>
    fates
      .filter((fate) => fate === 'go' || !('short' in fate) || call.name === 'write')
      .flatMap((fate) => [false, true].map((isLasting) => ({ at, fate, isLasting, call }))),
  )
  const order = new Map(all.map((fault) => [fault, random()]))
  const shuffled = [...all].sort((a, b) => order.get(a)! - order.get(b)!)
  return oneOfEach(shuffled, ({ call }) => kindOf(call)).sort((a, b) => a.at - b.at)
}

/** An act, and the state that it changes, as text. */
interface Act {
  readonly name: string
  /** Resolves to the code of the error, or null. */
  run(n: number): Promise<string | null>
  state(): Promise<string>
}

function actsOn(id: RecordId): Act[] {
  const call = async (method: string, params: object) => {
    const result = await bench.host.call(method, params)
    return result.ok ? null : result.error.code
  }
  const listed = async () => String((await bench.ask('search.find', {})).total)
  return [
    {
      name: 'an edit',
      run: (n) => call('records.edit', { ids: [id], set: { title: `title ${n}` } }),
      state: async () => (await bench.ask('records.get', { id })).title,
    },
    {
      name: 'a pasted text',
      run: (n) => call('records.create', { kind: 'statement', title: `p${n}`, text: `pasted ${n}` }),
      state: listed,
    },
    {
      name: 'an import',
      async run(n) {
        const path = join(bench.folder, `source-${n}.txt`)
        await writeFile(path, `letter ${n}`)
        const { outcomes } = await bench.take([path])
        return outcomes[0]!.code ?? null
      },
      state: listed,
    },
    { name: 'a signature', run: () => call('custody.head', {}), state: async () => '' },
    {
      name: 'an undo',
      async run(n) {
        return await call('archive.undo', { changed: n < 0 ? 'ask' : 'overwrite' })
      },
      state: async () => (await bench.ask('records.get', { id })).title,
    },
  ]
}

/**
 * Makes the call with this number fail, or it and all later ones; the returned function stops this and says which
 * call it was.
 */
function failCall({ at, fate, isLasting }: Fault): () => string {
  let made = 0
  let hit = 'none'
  decide = (call) => {
    if (made++ < at || (made > at + 1 && !isLasting)) return 'go'
    if (made === at + 1)
      hit = `${isLasting ? 'from here on ' : ''}${JSON.stringify(fate)} at ${call.name} ${call.path}`
    return fate !== 'go' && 'short' in fate && call.name !== 'write' ? 'go' : fate
  }
  return () => {
    decide = () => 'go'
    return hit
  }
}

async function tryAct(act: Act, ids: RecordId[], n: number, { at, fate, isLasting }: Fault) {
  const problems: string[] = []
  const before = await act.state()
  const stop = failCall({ at, fate, isLasting })
  const code = await act.run(n)
  const where = `${act.name}, ${stop()}`
  const after = await act.state()
  const isSeen = act.name !== 'a signature'
  if (code !== null && !/^(store\.|undo\.nothing)/.test(code)) problems.push(`${where}: ${code}`)
  if (code !== null && isSeen && after !== before)
    problems.push(`${where}: ${code}, and yet ${before} became ${after}`)
  if (code === null && after === before && isSeen && act.name !== 'an undo')
    problems.push(`${where}: succeeded without effect`)
  // The disk works again, and so does the archive.
  const next = await bench.host.call('records.edit', { ids, set: { description: `${n}` } })
  if (next.ok) return problems
  await bench.reopen()
  return [...problems, `${where}: afterwards ${next.error.code}`]
}

describe('a disk that fails', () => {
  it(
    'at any call of any act lets it fail with a code or succeed completely, and the archive keeps working',
    { timeout: PATIENCE_MS },
    async () => {
      const random = testRandom()
      const made = await bench.ask('records.create', { kind: 'statement', title: 'kept', text: 'a letter' })
      const ids = made.ids as RecordId[] // records were created
      let n = 0
      const problems: string[] = []
      for (const act of actsOn(ids[0]!)) {
        calls = []
        await act.run((n += 1))
        expect(calls.length, act.name).toBeGreaterThan(0)
        for (const fault of faultsIn([...calls], random))
          problems.push(...(await tryAct(act, ids, (n += 1), fault)))
      }
      expect(problems).toEqual([])
      for (let round = 0; round < 2; round += 1) {
        expect(await damagesIn(bench.archive)).toEqual([])
        await bench.reopen()
      }
      // What the failing disk could not remove has been removed by now.
      const inbox = await readdir(join(bench.archive, 'inbox'))
      expect(inbox.filter((name) => name.endsWith('.part'))).toEqual([])
      expect((await bench.ask('records.get', { id: ids[0]! })).description).toBe(`${n}`)
    },
  )

  it(
    'at startup makes opening fail with the reason, leave no lock, and succeed when the disk works again',
    { timeout: PATIENCE_MS },
    async () => {
      const random = testRandom()
      await bench.ask('records.create', { kind: 'statement', title: 'kept', text: 'a letter' })
      await bench.host.close()
      calls = []
      await bench.reopen()
      await bench.host.close()
      for (const fault of faultsIn([...calls], random)) {
        if (fault.isLasting) continue
        const stop = failCall(fault)
        const cause = await bench.reopen().then(
          async () => await bench.host.close(),
          (refused: unknown) => refused,
        )
        const hit = stop()
        if (cause) expect(cause, hit).toMatchObject({ code: expect.stringMatching(/^store\./) })
        // If the lock itself cannot be removed, it remains until this process ends.
        if (/ rm .*\/lock$/.test(hit)) await rm(join(bench.archive, 'lock'), { force: true })
        expect(await readdir(bench.archive), hit).not.toContain('lock')
      }
      await bench.reopen()
      expect((await bench.ask('search.find', {})).total).toBe(1)
      expect(await damagesIn(bench.archive)).toEqual([])
    },
  )
})

describe('the index', () => {
  it('whose file cannot be written stays as it was on disk, and continues from there', async () => {
    const folder = join(bench.folder, 'index')
    await mkdir(folder)
    const engine = openEngine({ keys: testKeys, cacheFolder: folder })
    engine.persist('one')
    engine.close()
    // A folder in place of the draft blocks the write like a full disk would.
    await mkdir(join(folder, 'search', 'manifest.json.tmp'))
    const again = openEngine({ keys: testKeys, cacheFolder: folder })
    expect(again.covered()).toBe('one')
    expect(() => again.persist('two')).toThrow()
    again.close()
    await rm(join(folder, 'search', 'manifest.json.tmp'), { recursive: true })
    const last = openEngine({ keys: testKeys, cacheFolder: folder })
    expect(last.covered()).toBe('one')
    expect(last.damaged()).toBeNull()
    last.close()
  })
})
