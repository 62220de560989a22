import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { readingOrder } from './reading-order.ts'
import { drawPdfPage, readPdf } from './pdf.ts'

/** A PDF whose pages show the given content streams; object 5 is Helvetica. */
function pdfOf(streams: readonly string[], trailer = ''): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${streams.map((_, page) => `${page * 2 + 4} 0 R`).join(' ')}]/Count ${streams.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  for (const [page, stream] of streams.entries())
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents ${page * 2 + 5} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    )
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return `${text}trailer<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`
}

const lines = (...texts: string[]) =>
  `BT /F 12 Tf 20 150 Td ${texts.map((text) => `(${text}) Tj 0 -14 Td`).join(' ')} ET`

async function fileOf(bytes: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-pdf-')), 'object')
  await writeFile(path, bytes)
  return path
}

describe('readPdf', () => {
  test('returns a passage for each page that has text, with its number', async () => {
    const path = await fileOf(pdfOf([lines('One', 'two'), '', lines('Three')]))
    const { passages, facts, notes } = await readPdf(path)
    expect(passages).toEqual([
      { locator: 'page:1', text: 'One\ntwo' },
      { locator: 'page:3', text: 'Three' },
    ])
    expect({ facts, notes }).toEqual({
      facts: { pages: 3, textlessPages: [[2, 2]] },
      notes: ['pages-without-text'],
    })
  })

  test('names the pages whose text is lost, and those that are pictures', async () => {
    const whole = pdfOf([lines('One'), lines('lost'), '0 0 m 9 9 l S', lines('Four'), ''])
    const lost = whole.replace('/Contents 7 0 R', '/Contents 99 0 R')
    const { passages, facts, notes } = await readPdf(await fileOf(lost))
    expect(passages?.map(({ locator }) => locator)).toEqual(['page:1', 'page:4'])
    expect(facts).toEqual({
      pages: 5,
      textlessPages: [
        [2, 3],
        [5, 5],
      ],
    })
    expect(notes).toEqual(['pages-without-text'])
    const all = await readPdf(await fileOf(pdfOf([lines('One'), lines('Two')])))
    expect({ facts: all.facts, notes: all.notes }).toEqual({ facts: { pages: 2 }, notes: [] })
  })

  test('joins a word broken at a line end', async () => {
    const path = await fileOf(pdfOf([lines('an inter-', 'national body, non-', 'Governmental')]))
    expect((await readPdf(path)).passages?.[0]?.text).toBe('an international body, non-Governmental')
  })

  test.each([
    ['pictures only', pdfOf(['0 0 m 9 9 l S', '']), ['no-text-layer']],
    [
      'a password',
      pdfOf(
        [lines('secret')],
        `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>/ID[<00><00>]`,
      ),
      ['encrypted'],
    ],
    ['the head alone', pdfOf([lines('x')]).slice(0, 40), ['damaged']],
    ['a head and zeros', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000)]), ['damaged']],
    ['nothing', '', ['damaged']],
  ])('%s', async (_, bytes, notes) => {
    expect(await readPdf(await fileOf(bytes))).toMatchObject({ passages: null, notes })
  })

  test('a page that breaks PDFium is skipped and reported, and the pages around it are read', async () => {
    const path = await fileOf(pdfOf([lines('before'), '/P BMC '.repeat(1_000_000), lines('behind')]))
    const { passages, notes, facts } = await readPdf(path)
    expect(passages).toEqual([
      { locator: 'page:1', text: 'before' },
      { locator: 'page:3', text: 'behind' },
    ])
    expect({ notes, facts }).toEqual({ notes: ['reader-stopped'], facts: { pages: 3 } })
  })

  test('pages that cannot be read are not taken to be pictures', async () => {
    const lost = pdfOf([lines('x')])
      .replace('/Type/Page/Parent', '/Type/Nope/Parent')
      .replace('4 0 obj', '9 0 obj')
    const { passages, notes } = await readPdf(await fileOf(lost))
    expect({ passages, notes }).toEqual({ passages: null, notes: ['damaged'] })
  })

  test.each(['', '(thi', '<FEFF06'])(
    'a file truncated at “%s” gives its pages, and is noted as damaged',
    async (end) => {
      const whole = pdfOf([lines('first'), lines('second'), lines('third')])
      const cut = await fileOf(whole.slice(0, whole.indexOf('(third)')) + end)
      const { passages, notes } = await readPdf(cut)
      expect(passages?.slice(0, 2)).toEqual([
        { locator: 'page:1', text: 'first' },
        { locator: 'page:2', text: 'second' },
      ])
      expect(notes).toEqual(['damaged', 'pages-without-text'])
      expect(decode(await drawPdfPage(cut, 1, 90)).width).toBe(90)
    },
  )

  test('a file whose table is not at the stated position is still read', async () => {
    const moved = pdfOf([lines('still here')]).replace('%PDF-1.4\n', '%PDF-1.4\n%moved\n')
    const { passages } = await readPdf(await fileOf(moved))
    expect(passages).toEqual([{ locator: 'page:1', text: 'still here' }])
  })
})

describe('drawPdfPage', () => {
  test('draws a page in the requested width', async () => {
    const path = await fileOf(pdfOf(['0 0 150 200 re f']))
    const { width, height, data, channels } = decode(await drawPdfPage(path, 1, 90))
    expect({ width, height }).toEqual({ width: 90, height: 60 })
    const pixel = (x: number) => [...data.subarray((30 * 90 + x) * channels, (30 * 90 + x) * channels + 3)]
    expect([pixel(10), pixel(80)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ])
  })

  test('names a page that does not exist', async () => {
    await expect(drawPdfPage(await fileOf(pdfOf([''])), 2, 90)).rejects.toThrow('there is no page 2')
    await expect(drawPdfPage(await fileOf('%PDF-1.4'), 1, 90)).rejects.toThrow('damaged')
  })
})

describe('readingOrder', () => {
  /** Each string of `groups` is drawn by one glyph, so its letters have the same point. */
  const placed = (groups: readonly string[]) =>
    groups.flatMap((group, index) => Array.from(group, (character) => ({ character, x: 100 - index, y: 1 })))

  test.each([
    ['a reversed ligature is turned back', ['ا', 'ع', 'ال', 'م', 'ی', 'ه'], 'اعلامیه'],
    ['an alef before a lam that is really there stays', ['ا', 'ل', 'ح', 'ق'], 'الحق'],
    ['both in one word', ['ا', 'ل', 'أل', 'خ', 'ر'], 'اللأخر'],
    ['every ligature of such a page', ['ال', ' ', 'دمحم'], 'لا محمد'],
    ['a page in the right order is not touched', ['لا', ' ', 'محمد'], 'لا محمد'],
    ['Latin ligatures are never turned', ['ال', ' ', 'ffi', 'x'], 'لا ffix'],
    ['a list number set close to its word', ['.', '2', 'ه', 'ر'], '.2 هر'],
    ['line ends and blanks', ['a', ' ', '\r', '\n', 'b', ' '], 'a\nb'],
  ])('%s', (_, groups, text) => {
    expect(readingOrder(placed(groups))).toBe(text)
  })
})
