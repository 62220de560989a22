import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { Hash } from '../../../shared/model/ids.ts'
import { readPassages, startExtractor, type Extractor, type ExtractorOptions } from './client.ts'
import { testKeys } from '../search/testing/test-keys.ts'

const opened: Extractor[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((extractor) => extractor.close()))
})

const folder = await mkdtemp(join(tmpdir(), 'holdfast-client-'))

function start(options: Pick<ExtractorOptions, 'limits' | 'workerUrl'> = {}) {
  const extractor = startExtractor({ keys: testKeys, cacheFolder: join(folder, 'cache'), ...options })
  opened.push(extractor)
  return extractor
}

async function objectOf(name: string, bytes: Uint8Array | string) {
  const hash = Hash.parse(createHash('sha256').update(bytes).digest('hex'))
  const path = join(folder, hash)
  await writeFile(path, bytes)
  return { hash, path, name }
}

/**
 * The real worker, except that it exits at an object called `deadly`, fills memory at `greedy` and never replies to
 * `endless`.
 */
async function fragileWorker(): Promise<URL> {
  const path = join(folder, 'fragile.mjs')
  await writeFile(
    path,
    `process.on('message', ({ type, request }) => {
       if (request.name === 'deadly') process.exit(1)
       if (request.name === 'bearing.eml' && type === 'extract' && !request.isShallow) process.exit(1)
       if (request.name === 'aborting') process.abort()
       if (request.name === 'throwing') throw new Error('inside')
       if (request.name === 'endless') for (;;);
       if (request.name === 'greedy') for (const kept = []; ; ) kept.push(Buffer.alloc(1 << 20, 1))
     })
     await import(${JSON.stringify(new URL('./worker.ts', import.meta.url).href)})`,
  )
  return pathToFileURL(path)
}

test('extracts many objects, each with its own reply', async () => {
  const extractor = start()
  const objects = await Promise.all(
    Array.from({ length: 50 }, (_, at) => objectOf(`${at}.txt`, `paragraph\n`.repeat(at + 1))),
  )
  const answers = await Promise.all(objects.map((object) => extractor.extract(object)))
  expect(answers.map((answer) => answer.text?.passages)).toEqual(objects.map((_, at) => at + 1))
  const last = await readPassages(join(folder, 'cache'), objects[49]!.hash, testKeys.text)
  expect(last?.passages).toHaveLength(50)
  const left = await readdir(join(folder, 'cache', 'text'), { recursive: true })
  expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test.each(['deadly', 'aborting', 'throwing', 'greedy'])(
  'a %s object is noted and the rest are read',
  async (name) => {
    const limits = { largestBytes: 300 * 1024 ** 2 }
    const extractor = start({ workerUrl: await fragileWorker(), limits })
    const names = ['one.txt', name, 'two.txt', name, 'three.txt']
    const answers = await Promise.all(
      names.map(async (each, at) => extractor.extract(await objectOf(each, `words ${at}`))),
    )
    expect(answers.map(({ notes }) => notes)).toEqual([[], ['reader-stopped'], [], ['reader-stopped'], []])
    expect(answers[1]).toMatchObject({ mediaType: 'application/octet-stream', text: null })
  },
)

test('a mail whose attachment kills its reader is read without its attachments', async () => {
  const extractor = start({ workerUrl: await fragileWorker() })
  const mail = [
    'From: a@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'The words of the mail.',
    '--b',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename=harm.pdf',
    '',
    '%PDF-1.4',
    '--b--',
  ]
  const object = await objectOf('bearing.eml', mail.join('\r\n'))
  const { notes, facts } = await extractor.extract(object)
  expect(notes).toEqual(['parts-unread', 'reader-stopped'])
  expect(facts.unread).toEqual(['harm.pdf'])
  const read = await readPassages(join(folder, 'cache'), object.hash, testKeys.text)
  expect(read?.passages.map(({ text }) => text)).toContain('The words of the mail.')
})

test('an object that keeps its reader busy forever is given up', async () => {
  const extractor = start({ workerUrl: await fragileWorker(), limits: { readMs: 6000 } })
  const endless = extractor.extract(await objectOf('endless', 'words'))
  const after = extractor.extract(await objectOf('after.txt', 'words after'))
  expect((await endless).notes).toEqual(['reader-stopped'])
  expect((await after).text?.passages).toBe(1)
})

test('aborting ends what is waiting or running, with the reason, and nothing else', async () => {
  const extractor = start({ workerUrl: await fragileWorker() })
  const abort = new AbortController()
  const running = extractor.extract(await objectOf('endless', 'words'), abort.signal)
  const waiting = extractor.extract(await objectOf('waiting.txt', 'waiting'), abort.signal)
  const other = extractor.extract(await objectOf('other.txt', 'other'))
  const reason = new Error('stopped by hand')
  abort.abort(reason)
  expect(await Promise.allSettled([running, waiting])).toEqual([
    { status: 'rejected', reason },
    { status: 'rejected', reason },
  ])
  expect((await other).text?.passages).toBe(1)
  await expect(extractor.extract(await objectOf('a', 'a'), abort.signal)).rejects.toBe(reason)
})

test('draws a page once and returns its path', async () => {
  const extractor = start()
  const stream = '0 0 50 50 re f'
  const pdf = await objectOf(
    'a.pdf',
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 50]/Contents 4 0 R>>endobj\n' +
      `4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>`,
  )
  const path = await extractor.renderPage({ ...pdf, page: 1, width: 40 })
  expect(path).toBe(join(folder, 'cache', 'pages', pdf.hash.slice(0, 2), pdf.hash, '1-40.png'))
  expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG')
  const { mtimeMs } = await stat(path)
  await extractor.renderPage({ ...pdf, page: 1, width: 40 })
  expect((await stat(path)).mtimeMs).toBe(mtimeMs)
  for (const wrong of [{ page: 2 }, { page: 0 }, { page: 1.5 }, { width: 0 }, { width: 100_000 }])
    await expect(extractor.renderPage({ ...pdf, page: 1, width: 40, ...wrong })).rejects.toMatchObject({
      code: 'extract.failed',
    })
})

test('an object that cannot be read at all fails, and so does every call after closing', async () => {
  const extractor = start()
  const { hash } = await objectOf('a.txt', 'a')
  const gone = { hash, path: join(folder, 'gone'), name: 'a.txt' }
  await expect(extractor.extract(gone)).rejects.toMatchObject({ code: 'extract.failed' })
  const waiting = extractor.extract(await objectOf('b.txt', 'b'))
  const failed = expect(waiting).rejects.toMatchObject({ code: 'extract.failed' })
  await extractor.close()
  await failed
  await expect(extractor.extract(gone)).rejects.toMatchObject({ code: 'extract.failed' })
})
