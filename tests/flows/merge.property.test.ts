import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RecordId, TagId } from '../../shared/model/ids.ts'
import { canonical, foldPlainly, readLedger } from './history-support.ts'
import { copyOf, merge, openThere } from './merge-support.ts'
import { cases } from '../tools/level.ts'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

/** One step of a user in one of the copies; what the numbers mean depends on it. */
interface Step {
  readonly isMine: boolean
  readonly do: keyof typeof doers
  readonly at: number
  readonly text: string
}

interface Work extends Step {
  readonly id: RecordId
  readonly tag: TagId
}

const doers = {
  create: ({ text }: Work) => bench.ask('records.create', { kind: 'statement', title: text, text }),
  title: ({ id, text }: Work) => bench.ask('records.edit', { ids: [id], set: { title: text } }),
  people: ({ id, text }: Work) => bench.ask('records.edit', { ids: [id], set: { people: [text, 'ب'] } }),
  date: ({ id, at }: Work) =>
    bench.ask('records.edit', { ids: [id], set: { dateStated: String(2000 + (at % 3)) } }),
  tag: ({ id, tag }: Work) => bench.ask('tags.apply', { ids: [id], add: [tag] }),
  untag: ({ id, tag }: Work) => bench.ask('tags.apply', { ids: [id], remove: [tag] }),
  withdraw: ({ id }: Work) => bench.ask('records.withdraw', { ids: [id], reason: 'why' }),
  relabel: ({ tag, text }: Work) =>
    bench.ask('tags.rename', { id: tag, label: text.replaceAll('/', '') || 'x' }),
  undo: () => bench.host.call('archive.undo', { changed: 'overwrite' }),
  redo: () => bench.host.call('archive.redo', { changed: 'overwrite' }),
  rename: ({ text }: Work) => bench.ask('archive.rename', { title: text }),
}

const steps = fc.array(
  fc.record({
    isMine: fc.boolean(),
    do: fc.constantFrom(...(Object.keys(doers) as (keyof typeof doers)[])),
    at: fc.nat(20),
    text: fc.constantFrom('یک', 'دو', 'three', 'چهار'),
  }),
  { minLength: 10, maxLength: 40 },
)

async function work(all: readonly Step[], ids: readonly RecordId[], tags: readonly TagId[]): Promise<void> {
  for (const step of all) {
    const id = ids[step.at % ids.length]!
    // A withdrawn record cannot be edited; that is reported, and changes nothing.
    await Promise.resolve(doers[step.do]({ ...step, id, tag: tags[step.at % tags.length]! })).catch(
      () => undefined,
    )
  }
}

/** Every shard of an archive's catalogue, parsed: two that are equal contain the same rows. */
async function catalogueOf(archive: string): Promise<string> {
  const folder = join(archive, 'catalogue')
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /[/\\].*\.json$/.test(name))
    .sort()
  const shards = await Promise.all(
    names.map(async (name) => [name, JSON.parse(await readFile(join(folder, name), 'utf8'))]),
  )
  return canonical(shards)
}

it('gives one catalogue, whichever copy was merged into which', async () => {
  const ids: RecordId[] = []
  const tags: TagId[] = []
  for (let n = 0; n < 4; n += 1) {
    const made = await bench.ask('records.create', { kind: 'statement', title: `سند ${n}`, text: `متن ${n}` })
    ids.push(made.ids[0] as RecordId)
    tags.push((await bench.ask('tags.create', { path: `tag ${n}` })).id)
  }
  let rounds = 0
  await fc.assert(
    fc.asyncProperty(steps, steps, async (first, second) => {
      const copy = await copyOf(bench, `copy-${(rounds += 1)}`)
      // Alternately, so that the lines of the two interleave.
      for (const part of [first, second]) {
        await work(
          part.filter(({ isMine }) => isMine),
          ids,
          tags,
        )
        await openThere(bench, copy)
        await work(
          part.filter(({ isMine }) => !isMine),
          ids,
          tags,
        )
        await openThere(bench, bench.archive)
      }
      await bench.host.close()
      const snapshot = join(bench.folder, `snapshot-${rounds}`)
      await cp(bench.archive, snapshot, { recursive: true })
      await bench.reopen()
      await merge(bench, copy)
      const mine = (await bench.ask('merges.conflicts', {})).map(({ id }) => id).sort()
      await openThere(bench, copy)
      await merge(bench, snapshot)
      const theirs = (await bench.ask('merges.conflicts', {})).map(({ id }) => id).sort()
      await bench.host.close()
      expect(theirs).toEqual(mine)
      expect(await catalogueOf(copy)).toBe(await catalogueOf(bench.archive))
      for (const path of [copy, bench.archive]) expect(await damagesIn(path)).toEqual([])
      // The same once more with a fold that is independent of the program's own.
      const rows = async (path: string) => canonical([...foldPlainly(await readLedger(path)).rows].sort())
      expect(await rows(copy)).toBe(await rows(bench.archive))
      for (const path of [copy, snapshot]) await rm(path, { recursive: true, force: true })
      await bench.reopen()
    }),
    cases(2, 60),
  )
})
