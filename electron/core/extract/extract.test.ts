import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Hash } from '../../../shared/model/ids.ts'
import { markText, readPassages, textPath } from './cache.ts'
import { extractObject } from './extract.ts'
import { realData } from '../../../tests/tools/real-data.ts'
import { testKeys } from '../search/testing/test-keys.ts'

const documents = realData('documents')

const cacheFolder = await mkdtemp(join(tmpdir(), 'holdfast-extract-'))
const hashOf = (text: string) => Hash.parse(createHash('sha256').update(text).digest('hex'))

async function extract(name: string, bytes: Uint8Array | string) {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-object-')), 'object')
  await writeFile(path, bytes)
  return extractFile(name, path)
}

async function extractFile(name: string, path: string) {
  const hash = hashOf(path)
  const extraction = await extractObject(cacheFolder, { hash, path, name })
  if (extraction.text) await markText(cacheFolder, hash, testKeys.text)
  const cached = await readPassages(cacheFolder, hash, testKeys.text)
  return { ...extraction, passages: cached?.passages ?? [] }
}

/** The distinct words of a text, with letters folded as far as the encodings of the containers differ. */
function wordsOf(text: string): Set<string> {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{Mn}\u200c-\u200f\u0640]/gu, '')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[ةۀ]/g, 'ه')
  return new Set(folded.match(/\p{L}+/gu))
}

describe.skipIf(!existsSync(documents))('real containers', async () => {
  const names = existsSync(documents) ? await readdir(documents) : []
  const readable = names.filter((name) => !name.endsWith('.doc'))

  test.each(readable)('%s contains the words of its text', async (name) => {
    const code = name.split('.')[0]!
    const expected = wordsOf(await readFile(join(documents, `${code}.txt`), 'utf8'))
    const { passages, text, notes } = await extractFile(name, join(documents, name))
    const found = wordsOf(passages.map((passage) => passage.text).join('\n'))
    const kept = [...expected].filter((word) => found.has(word)).length
    expect(kept / expected.size).toBeGreaterThanOrEqual(0.98)
    expect(text?.language).toBe(code === 'eng' ? 'en' : 'fa')
    expect(notes).toEqual(name.includes('cp1256.txt') ? ['encoding-uncertain'] : [])
  })

  test('an old Word file is reported as unreadable', async () => {
    expect(await extractFile('pes_1.doc', join(documents, 'pes_1.doc'))).toMatchObject({
      mediaType: 'application/msword',
      notes: ['no-reader'],
      text: null,
    })
  })
})

describe('extractObject', () => {
  test('counts what it found and caches it', async () => {
    const { text, facts, passages } = await extract('a.md', '# عنوان\n\nهمه افراد بشر آزاد به دنیا می‌آیند\n')
    expect(text).toEqual({ passages: 2, characters: 41, language: 'fa', title: '' })
    expect(facts).toEqual({ encoding: 'utf-8', characters: 41 })
    expect(passages[0]).toEqual({ locator: 'char:0-7', text: '# عنوان' })
  })

  test('a page keeps its title, and captions their times', async () => {
    const html = '<meta charset=windows-1256><title>Title</title><p>'
    expect((await extract('a.html', html)).text).toBeNull()
    expect((await extract('a.html', `${html}word`)).text?.title).toBe('Title')
    const { passages, category } = await extract('a.srt', '1\n00:00:01,000 --> 00:00:02,000\nword')
    expect({ passages, category }).toEqual({
      category: 'captions',
      passages: [{ locator: 't:1-2', text: 'word' }],
    })
  })

  test.each([
    ['nothing', 'a.txt', '', 'text', []],
    ['zeros called a text', 'a.txt', new Uint8Array(100_000), 'other', ['no-reader']],
    ['a text with one NUL', 'a.txt', 'حقوق\0بشر', 'text', ['damaged']],
    ['a text of controls', 'a.txt', '\u0001\u0002\u0003\u0004a', 'other', ['no-reader']],
    [
      'a compound file called mail',
      'a.eml',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'other',
      ['no-reader'],
    ],
    ['a text called a video', 'a.mp4', 'words', 'text', []],
    ['a text called a PDF', 'a.pdf', 'words', 'text', []],
    [
      'a spreadsheet',
      'a.xls',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'other',
      ['no-reader'],
    ],
    ['words called captions', 'a.srt', 'only words', 'captions', ['cues-repaired']],
    ['a head of a video', 'a.mp4', '\0\0\0\x18ftypmp42\0\0\0\0', 'video', ['damaged']],
    ['a head of a document', 'a.docx', 'PK\u0003\u0004\0\0\0\0', 'text', ['damaged']],
  ])('%s', async (_, name, bytes, category, notes) => {
    expect(await extract(name, bytes)).toMatchObject({ category, notes })
  })

  test('a line of twenty million characters is cut into passages', async () => {
    const { passages, text, notes } = await extract('a.txt', 'freedom of movement '.repeat(1_000_000))
    expect(notes).toEqual([])
    expect(text?.passages).toBe(passages.length)
    expect(Math.max(...passages.map((passage) => passage.text.length))).toBeLessThanOrEqual(8000)
  })

  test.each(['a.txt', 'a.html', 'a.srt', 'a.eml', 'a.rtf', 'a.json'])(
    'of three gigabytes called %s only the start is read',
    async (name) => {
      const path = join(await mkdtemp(join(tmpdir(), 'holdfast-large-')), 'object')
      const file = await open(path, 'w')
      await file.write(
        '{\\rtf1 '.slice(0, name === 'a.rtf' ? 7 : 0) + 'Whereas recognition of dignity\n\n'.repeat(5000),
      )
      await file.truncate(3 * 1024 ** 3)
      await file.close()
      const { notes, category, passages } = await extractFile(name, path)
      expect(notes).toEqual(expect.arrayContaining(['too-large']))
      expect(passages.length).toBeGreaterThan(0)
      expect(category).not.toBe('other')
    },
  )

  test('a hole of zeros splits a text and is noted', async () => {
    const { passages, notes } = await extract(
      'a.txt',
      `${'before '.repeat(10_000)}${'\0'.repeat(90_000)}after`,
    )
    expect(notes).toEqual(['damaged'])
    expect(passages.at(-1)?.text).toBe('after')
  })

  test('a disk that cannot be read is not damage to the object', async () => {
    const request = { hash: hashOf('gone'), path: '/nowhere/object', name: 'a.txt' }
    await expect(extractObject(cacheFolder, request)).rejects.toThrow('ENOENT')
  })
})

test('readPassages returns null for a text that is missing, torn or of another object', async () => {
  await extract('a.txt', 'words')
  expect(await readPassages(cacheFolder, hashOf('never'), testKeys.text)).toBeNull()
  const [torn, other] = ['a.txt', 'b.txt'].map((name) => hashOf(name))
  for (const [hash, text] of [
    [torn!, '{"version":1,"passages":[{"loc'],
    [other!, JSON.stringify({ version: 1, hash: torn, tool: 'x', passages: [] })],
  ] as const) {
    const path = textPath(cacheFolder, hash)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    expect(await readPassages(cacheFolder, hash, testKeys.text)).toBeNull()
  }
})
