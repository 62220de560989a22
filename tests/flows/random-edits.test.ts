import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openProfile } from '../../electron/core/host/host.ts'
import { FILE_MARK_BYTES } from '../../electron/core/trust/file-mark.ts'
import { verifyArchive } from '../../electron/core/verification/verify-archive.ts'
import { RecordId, type Hash } from '../../shared/model/ids.ts'
import { atLevel, PATIENCE_MS, testRandom } from '../tools/level.ts'
import { forge, forgedLine } from './forge.ts'
import { copyOf, createRecords, editRecord, merge, openThere } from './merge-support.ts'
import { setUp, type Bench } from './support.ts'

const EDITS = atLevel(25, 10_000)

const onePage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F 12 Tf 20 50 Td (Three hundred people) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`

let made: string
let isBroken = false

/** An archive that this computer knows: several nouns, files of several kinds, two devices, signed. */
beforeAll(async () => {
  const bench = await setUp()
  const [id] = await createRecords(bench, 3)
  const copy = await copyOf(bench)
  await openThere(bench, copy)
  await editRecord(bench, id!, { description: 'از نسخهٔ دیگر' })
  await openThere(bench, bench.archive)
  await merge(bench, copy)
  await bench.ask('tags.create', { path: 'شکنجه/زندان' })
  await bench.ask('saved-searches.create', { name: 'زندان', query: 'زندان' })
  const source = join(bench.folder, 'source')
  await mkdir(source)
  await writeFile(join(source, 'نامه.txt'), 'نامه‌ای از زندان دربارهٔ ۳۰۰ نفر')
  await writeFile(join(source, 'page.pdf'), onePage)
  await writeFile(join(source, 'a.vtt'), 'WEBVTT\n\n00:01.000 --> 00:02.000\nThree hundred people\n')
  await writeFile(
    join(source, 'mail.eml'),
    'From: a@b.c\r\nSubject: نامه\r\n\r\nThey were three hundred.\r\n',
  )
  await bench.take([source])
  await see(bench)
  await rm(copy, { recursive: true })
  await bench.host.close()
  await verifyArchive(bench.archive, { profile: await openProfile(join(bench.folder, 'home')) })
  made = await mkdtemp(join(tmpdir(), 'holdfast-made-'))
  await cp(bench.folder, made, { recursive: true })
  // The profile knows the archive by its path.
  const known = join(made, 'home', 'archives.json')
  await writeFile(known, (await readFile(known, 'utf8')).replaceAll(bench.folder, made))
  await bench.reopen()
  await bench.end()
}, PATIENCE_MS)
afterAll(async () => await rm(made, { recursive: true, force: true }))

/** Everything that a person reads or exports of an open archive. */
async function see(bench: Bench): Promise<string> {
  const { hits } = await bench.ask('search.find', { limit: 50, sort: 'accession' })
  const ids = hits.map(({ id }) => RecordId.parse(id))
  const seen: unknown[] = [await bench.ask('tags.list', {}), (await bench.ask('archive.describe', {}))!.title]
  for (const id of ids) {
    const record = await bench.ask('records.get', { id })
    seen.push(record, await bench.ask('records.history', { id }))
    for (const { hash, mediaType } of record.objects) {
      seen.push(await bench.ask('records.text', { id, hash }).catch(codeOf))
      if (mediaType === 'application/pdf') seen.push(await pageOf(bench, hash))
    }
  }
  for (const query of ['زندان', 'hundred', '"three hundred"', 'سند'])
    seen.push((await bench.ask('search.find', { query })).hits)
  const { text } = await bench.ask('custody.report', { ids, as: 'json' })
  const { records } = JSON.parse(text) as { records: { events: { act: string }[] }[] }
  seen.push(
    records.map((each) => ({ ...each, events: each.events.filter(({ act }) => act !== 'exporting') })),
  )
  return JSON.stringify(seen, null, 1)
}

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : cause)

async function pageOf({ host }: Bench, hash: Hash): Promise<string> {
  const bytes = await readFile(await host.renderPage(hash, 1, 200))
  return bytes.subarray(0, -FILE_MARK_BYTES).toString('base64')
}

interface Edit {
  readonly what: string
  apply(archive: string): Promise<void>
}

/** Every file of an archive but its lock, each class of files as likely as any other. */
async function chooseFile(archive: string, random: () => number): Promise<string> {
  const entries = await readdir(archive, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(archive.length + 1))
    .sort()
  const classOf = (file: string) =>
    file
      .split('/')
      .slice(0, 2)
      .join('/')
      .replace(/[0-9a-f]{2}$/, '')
  const classes = [...new Set(files.map(classOf))]
  const chosen = classes[Math.floor(random() * classes.length)]!
  const among = files.filter((file) => classOf(file) === chosen)
  return among[Math.floor(random() * among.length)]!
}

async function chooseEdit(archive: string, random: () => number): Promise<Edit> {
  const file = await chooseFile(archive, random)
  const { size } = await stat(join(archive, file))
  const at = Math.floor(random() * size)
  const kinds: readonly (() => Edit)[] = [
    () =>
      changed(
        `byte ${at} of ${file} changes`,
        file,
        (bytes) => ((bytes[at]! ^= 1 + Math.floor(random() * 255)), bytes),
      ),
    () => changed(`${file} ends at ${at}`, file, (bytes) => bytes.subarray(0, at)),
    () =>
      changed(`bytes are put into ${file} at ${at}`, file, (bytes) =>
        Buffer.concat([bytes.subarray(0, at), Buffer.from('"x":1'), bytes.subarray(at)]),
      ),
    () =>
      changed(`words of ${file} change`, file, (bytes) =>
        Buffer.from(
          bytes
            .toString('latin1')
            .replace(/(hundred|"title":"|\d\d)/, (word) => word.toUpperCase().replace(/\d/g, '7')),
          'latin1',
        ),
      ),
    () => ({ what: `${file} is removed`, apply: async (folder) => await rm(join(folder, file)) }),
    () => ({
      what: `${file} is a copy of another`,
      apply: async (folder) => await cp(join(folder, await chooseFile(folder, random)), join(folder, file)),
    }),
    () => ({
      what: 'a line is appended under a device code',
      async apply(folder) {
        const devices = await readdir(join(folder, 'ledger'))
        const device = devices[Math.floor(random() * devices.length)]!
        const change = {
          table: 'records',
          id: `${device}-000001`,
          set: { title: 'forged' },
          was: { title: '' },
        }
        await forge(folder, device, [forgedLine(device, { changes: [change] })])
      },
    }),
  ]
  return kinds[Math.floor(random() * kinds.length)]!()
}

const changed = (what: string, file: string, change: (bytes: Buffer) => Buffer): Edit => ({
  what,
  async apply(folder) {
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, change(await readFile(path)), { mode: 0o600 })
  },
})

/** What an archive shows after an edit, and what verifying and opening it say. */
async function tryEdit(edit: Edit | null): Promise<{ seen: string; told: readonly string[] }> {
  const told: string[] = []
  let seen = ''
  const bench = await setUp({
    from: made,
    async before(archive) {
      await edit?.apply(archive)
      const profile = await openProfile(join(dirname(archive), 'home'))
      const report = await verifyArchive(archive, { profile }).catch(
        (cause: unknown) => `refused: ${String(codeOf(cause))}`,
      )
      if (typeof report === 'string') told.push(report)
      else told.push(...report.damages.map(({ kind }) => kind), ...report.notices.map(({ kind }) => kind))
    },
  }).catch((cause: unknown) => {
    told.push(`not opened: ${String(codeOf(cause))}`)
    return null
  })
  if (!bench) return { seen, told }
  seen = await see(bench).catch((cause: unknown) => `failed: ${String(codeOf(cause))}`)
  told.push(...(await bench.ask('archive.repairs', {})).map(({ kind }) => kind))
  await bench.end()
  return { seen, told }
}

it(
  `whatever changes in a copy that this computer knows, what a person reads is the same, or it is reported (${EDITS} edits)`,
  { timeout: PATIENCE_MS },
  async () => {
    const random = testRandom()
    const { seen: before, told: usual } = await tryEdit(null)
    expect(before).toContain('hundred')
    const isNew = (word: string) => !usual.includes(word)
    for (let n = 0; n < EDITS && !isBroken; n += 1) {
      const edit = await chooseEdit(join(made, 'archive'), random)
      const { seen, told } = await tryEdit(edit)
      isBroken = seen !== before && !told.some(isNew)
      expect.soft({ edit: edit.what, number: n, isUntold: isBroken, seen: isBroken ? seen : '' }).toEqual({
        edit: edit.what,
        number: n,
        isUntold: false,
        seen: isBroken ? before : '',
      })
      if (n > 0 && n % 500 === 0) console.log(`${n} of ${EDITS} edits`)
    }
  },
)
