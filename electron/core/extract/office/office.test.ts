import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDocx, readOdt } from './office.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function docx(body: string, more: Zippable = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`),
    ...more,
  })
}

const odt = (body: string, more: Zippable = {}) =>
  zipSync({
    'content.xml': strToU8(
      `<office:document-content><office:automatic-styles>x</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
    ...more,
  })

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-office-')), 'object')
  await writeFile(path, bytes)
  return path
}

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

describe('readDocx', () => {
  test('reads paragraphs, breaks and tables', async () => {
    const body =
      paragraph('حق آزادی') +
      '<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>' +
      `<w:tbl><w:tr><w:tc>${paragraph('571')}</w:tc><w:tc>${paragraph('physicians')}</w:tc></w:tr></w:tbl>`
    const { passages, notes } = await readDocx(await fileOf(docx(body)))
    expect(passages?.map(({ text }) => text)).toEqual(['حق آزادی', 'one\ntwo', '571', 'physicians'])
    expect(notes).toEqual([])
  })

  test('reads a document next to a zip bomb that it has no reason to inflate', async () => {
    const bytes = docx(paragraph('words'), { 'word/media/a.png': new Uint8Array(60_000_000) })
    expect((await readDocx(await fileOf(bytes))).passages?.map(({ text }) => text)).toEqual(['words'])
  })

  test.each([
    ['a bomb in the document', docx('', { 'word/document.xml': new Uint8Array(60_000_000) }), 'too-large'],
    [
      'too many entries',
      docx('', Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`e${at}`, new Uint8Array()]))),
      'too-large',
    ],
    ['no document inside', zipSync({ 'a.xml': strToU8('<a/>') }), 'damaged'],
    ['cut', docx(paragraph('x')).subarray(0, 300), 'damaged'],
    ['not a zip', strToU8('PK\u0003\u0004 nothing'), 'damaged'],
    ['encrypted', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'encrypted'],
    ['nothing', new Uint8Array(), 'damaged'],
  ])('%s', async (_, bytes, note) => {
    expect(await readDocx(await fileOf(bytes))).toMatchObject({ passages: null, notes: [note] })
  })
})

describe('readOdt', () => {
  test('reads paragraphs and notes, without deleted text', async () => {
    const body =
      '<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>' +
      '<text:h>عنوان</text:h><text:p>one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four &amp; five</text:p>' +
      '<text:p/><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>'
    const { passages } = await readOdt(await fileOf(odt(body)))
    expect(passages?.map(({ text }) => text)).toEqual(['عنوان', 'one two\tthree\nfour & five', 'item'])
  })

  test.each([
    ['encrypted', odt('x', { 'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>') }), 'encrypted'],
    ['without content', zipSync({ mimetype: strToU8('x') }), 'damaged'],
  ])('%s', async (_, bytes, note) => {
    expect(await readOdt(await fileOf(bytes))).toMatchObject({ passages: null, notes: [note] })
  })

  test('nested ten thousand deep', async () => {
    const deep = `${'<text:section>'.repeat(10_000)}<text:p>deep</text:p>${'</text:section>'.repeat(10_000)}`
    expect((await readOdt(await fileOf(odt(deep)))).passages?.[0]?.text).toBe('deep')
  })
})
