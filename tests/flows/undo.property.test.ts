import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId, TagId } from '../../shared/model/ids.ts'
import { createElsewhere, foldPlainly, readLedger, readVisible } from './history-support.ts'
import { cases } from '../tools/level.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const visible = () => readVisible(bench.archive)
const paste = async (title: string): Promise<void> => {
  await bench.ask('records.create', { kind: 'statement', title, text: `text of ${title}` })
}

/** One step of a user; what the numbers and the text mean depends on it. */
interface Step {
  readonly do: keyof typeof doers
  readonly many: number
  readonly at: number
  readonly text: string
}

/** What there is to work on. */
interface Work extends Omit<Step, 'do'> {
  /** Listed records, as many as the step says. */
  readonly some: RecordId[]
  readonly tag: TagId | undefined
}

let files = 0
const doers = {
  create: ({ text }: Work) => paste(text),
  async import({ many, text }: Work) {
    const paths = Array.from({ length: Math.min(3, many) }, () => join(bench.folder, `${(files += 1)}.txt`))
    for (const path of paths) await writeFile(path, `${path} ${text}`)
    await bench.take(paths)
  },
  edit: ({ some, text }: Work) =>
    bench.ask('records.edit', { ids: some, set: { title: text, people: [text, 'B'] } }),
  delete: ({ some }: Work) => bench.ask('records.withdraw', { ids: some, reason: 'why' }),
  tag: ({ some, tag }: Work) => bench.ask('tags.apply', { ids: some, add: tag ? [tag] : [] }),
  untag: ({ some, tag }: Work) => bench.ask('tags.apply', { ids: some, remove: tag ? [tag] : [] }),
  async restore({ some, at }: Work) {
    const history = await bench.ask('records.history', { id: some[0]! })
    const { device, seq } = history[at % history.length]!
    await bench.ask('records.restore', { id: some[0]!, entry: { device, seq } })
  },
  grow: ({ at }: Work) => bench.ask('tags.create', { path: `${at % 3}/${at % 5}` }),
  prune: ({ tag }: Work) => bench.ask('tags.withdraw', { id: tag! }),
  relabel: ({ tag, text }: Work) => bench.ask('tags.rename', { id: tag!, label: text }),
  alias: ({ at }: Work) => bench.ask('aliases.create', { names: [`one${at}`, `two${at}`] }),
  async unalias() {
    const [group] = await bench.ask('aliases.list', {})
    if (group) await bench.ask('aliases.withdraw', { id: group.id })
  },
  search: ({ at, text }: Work) => bench.ask('saved-searches.create', { name: `s${at}`, query: text }),
  rename: ({ text }: Work) => bench.ask('archive.rename', { title: `about ${text}` }),
} as const

/** A refused step is not done, and leaves nothing to undo. */
const refusals = [
  'tags.exists',
  'tags.not-found',
  'tags.invalid-label',
  'aliases.taken',
  'saved-searches.exists',
  'request.invalid',
  'records.nothing-to-restore',
]

async function doStep({ do: name, ...rest }: Step): Promise<void> {
  const { hits } = await bench.ask('search.find', { limit: 100 })
  const ids = hits.map((hit) => hit.id).sort()
  const tags = await bench.ask('tags.list', {})
  const some = ids.slice(rest.at % Math.max(1, ids.length)).slice(0, rest.many)
  const tag = tags[rest.at % Math.max(1, tags.length)]?.id
  await (doers[name] as (work: Work) => Promise<unknown>)({ ...rest, some, tag }).catch(
    (cause: { code?: string }) => {
      if (!refusals.includes(cause.code ?? '')) throw cause
    },
  )
}

describe('any sequence of work', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom(...(Object.keys(doers) as (keyof typeof doers)[])),
    many: fc.integer({ min: 1, max: 12 }),
    at: fc.nat({ max: 50 }),
    text: fc
      .string({ unit: fc.constantFrom('a', 'b', 'ی', 'ک', '\u200c', ' ', '۵', '診'), maxLength: 8 })
      .map((text) => `x${text}`),
  })
  const nextAction = async () => (await bench.ask('archive.undo-steps', {})).undo?.action

  it('is undone to the state before and redone to the state after, across restarts, in a chain that verifies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        // The program is restarted before these undo and redo steps, and always once between undoing and redoing.
        fc.uniqueArray(fc.nat({ max: 13 }), { maxLength: 2 }),
        async (steps, restarts) => {
          await bench.end()
          bench = await setUp()
          for (const name of ['first', 'second', 'third']) await paste(name)
          await bench.ask('tags.create', { path: 'a/b' })
          const states = [await visible()]
          let last = await nextAction()
          for (const each of steps) {
            await doStep(each)
            if ((await nextAction()) === last) continue
            last = await nextAction()
            states.push(await visible())
          }
          const goTo = async (n: number, direction: 'undo' | 'redo') => {
            if (restarts.includes(n)) await bench.reopen()
            await bench.ask(`archive.${direction}`, {})
            expect(await visible()).toBe(states[n])
          }
          for (let n = states.length - 2; n >= 0; n -= 1) await goTo(n, 'undo')
          await bench.reopen()
          for (let n = 1; n < states.length; n += 1) await goTo(n, 'redo')
          await checkLedger()
        },
      ),
      cases(3, 200),
    )
  })

  /** The chain verifies, each `was` is the previous value, and the catalogue matches the lines. */
  async function checkLedger(): Promise<void> {
    const { rows, wrong } = foldPlainly(await readLedger(bench.archive))
    expect(wrong).toEqual([])
    for (const [key, row] of rows) {
      const [table, id] = key.split('/') as [string, RecordId]
      if (table === 'records') expect(await bench.ask('records.get', { id })).toMatchObject(row)
    }
    expect(await damagesIn(bench.archive)).toEqual([])
    await checkVersions()
  }

  /** Each version of a record matches the lines up to its entry. */
  async function checkVersions(): Promise<void> {
    const lines = await readLedger(bench.archive)
    const { hits } = await bench.ask('search.find', { limit: 2 })
    for (const { id } of hits)
      for (const { device, seq } of await bench.ask('records.history', { id })) {
        const end = lines.findIndex((line) => line.device === device && line.seq === seq)
        const then = foldPlainly(lines.slice(0, end + 1)).rows.get(`records/${id}`)!
        expect(await bench.ask('records.version', { id, entry: { device, seq } })).toMatchObject(then)
      }
  }
})

describe('five hundred records', () => {
  it('are tagged in one line whose every was is the previous value, and undone in one step after a restart', async () => {
    const tag = await bench.ask('tags.create', { path: 'a' })
    const other = await bench.ask('tags.create', { path: 'b' })
    const titles = Array.from({ length: 500 }, (_, n) => `letter ${n}`)
    const ids = await createElsewhere(bench, titles)
    await bench.ask('tags.apply', { ids: ids.slice(0, 100), add: [tag.id, other.id] })
    const before = await visible()
    const lines = (await readLedger(bench.archive)).length
    await bench.ask('tags.apply', { ids, add: [tag.id], remove: [other.id] })
    expect(await readLedger(bench.archive)).toHaveLength(lines + 1)
    const [entry] = (await bench.ask('records.history', { id: ids[499]! })).slice(-1)
    expect(entry).toMatchObject({ together: 500, changes: [{ was: { tags: [] } }] })
    await bench.reopen()
    expect(await bench.ask('archive.undo', {})).toMatchObject({ rows: 500 })
    expect(await visible()).toBe(before)
    expect(foldPlainly(await readLedger(bench.archive)).wrong).toEqual([])
  })
})
