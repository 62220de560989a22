import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHost, type Host } from '../../electron/core/host/host.ts'
import { contract, type MethodName, type ParamsInput, type Reply } from '../../shared/contract/index.ts'

let home: string
let host: Host
const start = () =>
  createHost({
    home,
    resources: resolve(import.meta.dirname, '../../resources'),
    actor: '',
    appName: 'Holdfast',
    version: '0',
  })
const ask = async <Name extends MethodName>(
  method: Name,
  params: ParamsInput<Name>,
): Promise<Reply<Name>> => {
  const result = await host.call(method, params)
  if (!result.ok) throw new Error(result.error.message)
  return contract[method].reply.parse(result.value) as Reply<Name>
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-home-'))
  process.env['HOLDFAST_HOME'] = home
  host = await start()
})
afterEach(async () => {
  delete process.env['HOLDFAST_HOME']
  await host.close()
  await rm(home, { recursive: true, force: true })
})

it('the first start opens the sample archive, with every figure attributed and none verified', async () => {
  expect(await ask('archive.describe', {})).toMatchObject({ isSample: true })
  expect(await ask('archive.undo-steps', {})).toEqual({ undo: null, redo: null })
  expect(await ask('jobs.list', {})).toEqual([])
  const all = await ask('search.find', { limit: 100 })
  expect(all.facets.verification).toEqual([
    { value: 'not-examined', label: 'not-examined', count: all.total },
  ])
  const languages = all.facets.language.map(({ value }) => value)
  for (const language of ['fa', 'ar', 'en', 'ckb']) expect(languages).toContain(language)
  for (const kind of ['statement', 'video', 'citation'])
    expect(all.facets.kind.map(({ value }) => value)).toContain(kind)
  const signed = await ask('search.find', { query: '2034' })
  expect(signed.total).toBeGreaterThan(0)
  const video = all.hits.find((hit) => hit.kind === 'video')!
  expect(
    (await ask('records.get', { id: video.id })).objects.map(({ role, language }) => [role, language]),
  ).toEqual([
    ['original', ''],
    ['transcript', 'en'],
    ['transcript', 'fa'],
  ])
  expect((await ask('search.find', { query: 'HCR/EG/AFG/10/04' })).hits[0]?.kind).toBe('citation')
  expect((await ask('custody.verify', {})).damages).toEqual([])
})

it("a user's archive is created next to it, opened again at the next start, and both stay known", async () => {
  const own = await ask('archive.create', { title: 'پروندهٔ من / 2014' })
  expect(own).toMatchObject({ title: 'پروندهٔ من / 2014', isSample: false, records: 0 })
  await ask('archive.rename', { title: 'Another title' })
  await host.close()
  host = await start()
  expect(await ask('archive.describe', {})).toMatchObject({ id: own.id, title: 'Another title' })
  const known = await ask('archive.known', {})
  expect(known).toHaveLength(2)
  const sample = known.find((each) => each.isSample)!
  expect(await ask('archive.open', { id: sample.id })).toMatchObject({ isSample: true })
  expect((await ask('search.find', {})).total).toBeGreaterThan(10)
})

it('an archive that cannot be opened at startup is named with the reason; another opens in its place', async () => {
  const own = await ask('archive.create', { title: 'Locked' })
  await host.close()
  await writeFile(join(own.path, 'holdfast.json'), '{ torn')
  host = await start()
  expect(await ask('archive.describe', {})).toMatchObject({ isSample: true })
  expect(await ask('archive.refused', {})).toMatchObject({
    title: 'Locked',
    path: own.path,
    code: 'archive.not-an-archive',
  })
})
