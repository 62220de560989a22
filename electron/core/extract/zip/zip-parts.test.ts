import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { zipOf, type ZipEntry } from '../../../../tests/hostile/zip.ts'
import { Hash } from '../../../../shared/model/ids.ts'
import { markText, readPassages } from '../cache.ts'
import { extractObject } from '../extract.ts'
import type { ExtractRequest } from '../reading/reading.ts'
import { testKeys } from '../../search/testing/test-keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'holdfast-parts-'))

async function read(name: string, bytes: Uint8Array | string, more: Partial<ExtractRequest> = {}) {
  const hash = Hash.parse(createHash('sha256').update(bytes).digest('hex'))
  const path = join(folder, hash)
  await writeFile(path, bytes)
  const { notes, facts, mediaType, text } = await extractObject(folder, { hash, path, name, ...more })
  if (text) await markText(folder, hash, testKeys.text)
  const passages = (await readPassages(folder, hash, testKeys.text))?.passages ?? []
  const { unread, unreadParts } = facts
  return { texts: passages.map(({ text }) => text), notes, unread, unreadParts, mediaType }
}

const PERSIAN = 'نامه‌ای از زندان'
// “نامه.txt” in windows-1256, as old programs write names.
const OLD_NAME = Uint8Array.of(0xe4, 0xc7, 0xe3, 0xe5, 0x2e, 0x74, 0x78, 0x74)
const named = (name: string | Uint8Array, bytes: ZipEntry['bytes']): ZipEntry => ({ name, bytes })

describe('a zip', () => {
  test('gives the names of its files in order, each with its text', async () => {
    const inner = zipSync({ 'deep/نامه.txt': strToU8(PERSIAN) })
    const { texts, notes, mediaType } = await read(
      'letters.zip',
      zipOf([
        named('folder/', ''),
        named('folder/page.html', '<title>t</title><p>said one</p><script>never</script>'),
        named('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0)),
        { ...named('inner.zip', inner), isStored: true },
        named('a\nb.txt', 'said two'),
      ]),
    )
    expect(mediaType).toBe('application/zip')
    expect(notes).toEqual([])
    expect(texts).toEqual([
      'folder/page.html',
      'said one',
      'photo.jpg',
      'inner.zip',
      'deep/نامه.txt',
      PERSIAN,
      'a b.txt',
      'said two',
    ])
  })

  test('from a program that does not declare the encoding of names has them guessed', async () => {
    const entries = [OLD_NAME, Buffer.from(OLD_NAME).subarray(0, 4), 'plain.txt'].map((name) => ({
      ...named(name, 'words'),
      flags: 0,
    }))
    expect((await read('old.zip', zipOf(entries))).texts).toEqual([
      'نامه.txt',
      'words',
      'نامه',
      'words',
      'plain.txt',
      'words',
    ])
  })

  test('reports which files in it were not read, and reads the rest', async () => {
    const { texts, notes, unread, unreadParts } = await read(
      'mixed.zip',
      zipOf([
        { ...named('locked.txt', 'secret'), flags: 1 },
        { ...named('odd.txt', 'packed'), method: 12 },
        named('bomb.txt', Buffer.alloc(9_000_000, 0x61)),
        named('table.ods', zipOf([named('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')])),
        named('more.zip', zipOf([named('cut.pdf', '%PDF-1.7 and no more'), named('fine.txt', 'found')])),
      ]),
    )
    expect(notes).toEqual(['parts-unread'])
    expect(unread).toEqual(['locked.txt', 'odd.txt', 'bomb.txt', 'table.ods', 'more.zip/cut.pdf'])
    expect(unreadParts).toBe(5)
    expect(texts.slice(-2)).toEqual(['fine.txt', 'found'])
  })

  test('in zips in zips is read five levels deep; deeper files are reported', async () => {
    let zip = zipSync({ 'core.txt': strToU8('innermost') })
    for (let depth = 1; depth < 5; depth++) zip = zipSync({ [`${depth}.zip`]: zip })
    const five = await read('five.zip', zip)
    expect(five.texts.at(-1)).toBe('innermost')
    expect(five.notes).toEqual([])
    const six = await read('six.zip', zipSync({ '5.zip': zip }))
    expect(six.texts.at(-1)).toBe('core.txt')
    expect(six.unread).toEqual(['5.zip/4.zip/3.zip/2.zip/1.zip/core.txt'])
  })

  test('names a hundred of the files that were not read, and counts the rest', async () => {
    const entries = Array.from({ length: 130 }, (_, at) => ({ ...named(`${at}.txt`, 'x'), flags: 1 }))
    const { unread, unreadParts } = await read('locked.zip', zipOf(entries))
    expect(unread).toHaveLength(100)
    expect(unreadParts).toBe(130)
  })

  test('whose files have killed a reader gives only their names', async () => {
    const { texts, notes, unread } = await read('shallow.zip', zipOf([named('a.txt', 'words')]), {
      isShallow: true,
    })
    expect({ texts, notes, unread }).toEqual({ texts: ['a.txt'], notes: ['parts-unread'], unread: ['a.txt'] })
  })
})

test('an attachment is read with the files inside it; a page is preceded by its number', async () => {
  const zip = zipSync({ 'letter.txt': strToU8(PERSIAN) })
  const page = (content: string) => `<</Length ${content.length}>>stream\n${content}\nendstream `
  const resources =
    '/MediaBox[0 0 99 99]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
  const pdf = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj',
    `3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R${resources}>>endobj`,
    `4 0 obj<</Type/Page/Parent 2 0 R/Contents 6 0 R${resources}>>endobj`,
    `5 0 obj${page('BT /F 9 Tf (first) Tj ET')}endobj`,
    `6 0 obj${page('BT /F 9 Tf (second) Tj ET')}endobj`,
    'trailer<</Size 7/Root 1 0 R>>',
  ].join('\n')
  const attached = (type: string, name: string, bytes: Uint8Array | string) => [
    '--b',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(bytes).toString('base64'),
  ]
  const mail = [
    'From: a@example.org',
    'Subject: two files',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'See the files.',
    ...attached('application/zip', 'letters.zip', zip),
    ...attached('application/pdf', 'report.pdf', pdf),
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: c@example.org',
    'Subject: what was sent before',
    '',
    'An older message.',
    '--b--',
  ]
  const { texts, notes } = await read('two.eml', mail.join('\r\n'))
  expect(notes).toEqual([])
  expect(texts.slice(2)).toEqual([
    'See the files.',
    'Attachment: letters.zip',
    'letter.txt',
    PERSIAN,
    'Attachment: report.pdf',
    'report.pdf#page=1',
    'first',
    'report.pdf#page=2',
    'second',
    'Subject: what was sent before',
    'From: c@example.org',
    'An older message.',
  ])
})
