import { parseHTML } from 'linkedom'
import type { ExtractionNote } from '../../../../shared/model/record.ts'
import type { Source } from '../reading/file-bytes.ts'
import { pageInFrame } from './frame-page.ts'
import { decodeReferences } from '../text/character-references.ts'
import { passagesOf, trimmedLines } from '../text/paragraphs.ts'
import type { Parts } from '../reading/parts.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { textOfTree, type TextRules, type TreeNode, type TreeText } from './text-tree.ts'
import { readDecoded } from '../plain/text.ts'

/** Reads the words of an HTML page and nothing else: scripts and styles are dropped, and nothing remote is fetched. */
export async function readHtml(source: Source, { isShallow }: Pick<Parts, 'isShallow'>): Promise<Reading> {
  const { text, reading } = await readPage(source)
  if (isShallow) return readingOf(passagesOf(textBetweenTags(text)), reading)
  const { title, paragraphs } = htmlText(text)
  const unclosed = unclosedPart(text)
  if (unclosed.trim() === '') return readingOf(passagesOf(paragraphs), { ...reading, title })
  // A browser shows none of this, yet it may contain all the words of the page.
  const notes: ExtractionNote[] = [...reading.notes, 'damaged']
  return readingOf(passagesOf([...paragraphs, ...htmlText(unclosed).paragraphs]), {
    ...reading,
    title,
    notes,
  })
}

/** A page saved as a single file embeds its pictures and fonts; it is read without them. */
async function readPage(
  source: Source,
): Promise<{ text: string; reading: Pick<Reading, 'facts' | 'notes'> }> {
  const { text, reading } = await readDecoded(source, {
    capBytes: PAGE_CAP_BYTES,
    declaredIn: declaredCharset,
  })
  const bare = withoutPictures(text)
  if (bare.length <= TREE_CAP_LENGTH) return { text: bare, reading }
  const notes = [...new Set<ExtractionNote>([...reading.notes, 'too-large'])]
  return { text: bare.slice(0, TREE_CAP_LENGTH), reading: { ...reading, notes } }
}

/** Pictures, fonts and sounds embedded in the text are long and contain no words. */
function withoutPictures(text: string): string {
  const pieces: string[] = []
  let from = 0
  for (const { index, 0: start } of text.matchAll(EMBEDDED)) {
    if (index < from) continue
    END_OF_BASE64.lastIndex = index + start.length
    const end = END_OF_BASE64.exec(text)?.index ?? text.length
    if (end - index < LONG) continue
    pieces.push(text.slice(from, index))
    from = end
  }
  return from === 0 ? text : [...pieces, text.slice(from)].join('')
}

const EMBEDDED = /data:(?!text\/|application\/xhtml)[\w.+/;=-]{0,200};base64,/gi

const LONG = 500

const END_OF_BASE64 = /[^\w+/=%-]/g

/**
 * The title and the paragraphs of a page; line breaks inside a paragraph stay. Pages embedded in frames come after
 * its own paragraphs.
 */
export function htmlText(html: string): { title: string; paragraphs: string[] } {
  const { title, paragraphs, innerPages } = treeText(html)
  let level = innerPages
  for (let depth = 1; level.length > 0 && depth < FRAMES_DEEP; depth += 1) {
    const below: string[] = []
    for (const page of level) {
      const read = treeText(page)
      for (const paragraph of [read.title, ...read.paragraphs]) paragraphs.push(paragraph)
      for (const inner of read.innerPages) below.push(inner)
    }
    level = below
  }
  for (const page of level) for (const line of textBetweenTags(page)) paragraphs.push(line)
  return { title, paragraphs: paragraphs.filter((each) => each !== '') }
}

// See TreeNode.
const treeText = (html: string): TreeText =>
  textOfTree(parseHTML(withoutCdata(html)).document as unknown as TreeNode, HTML_RULES)

const FRAMES_DEEP = 5

/** The text between the tags of a page, including code: for pages whose tree would take too much time or memory. */
export function textBetweenTags(html: string): string[] {
  const [start = '', ...rest] = html.split('<')
  const pieces = [
    start,
    ...rest.map((piece) => (IS_FRAME.test(piece) ? piece : piece.slice(piece.indexOf('>') + 1))),
  ]
  return trimmedLines(decodeReferences(pieces.join('\n'), (name) => NAMED.get(name.toLowerCase())))
}

// The embedded page is written in the tag itself.
const IS_FRAME = /^iframe\s/i

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
])

/** Everything after a comment, style or similar that is never closed; '' if everything is closed. */
export function unclosedPart(html: string): string {
  const small = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  const starts = UNCLOSED.flatMap(([open, close]) => {
    const at = small.lastIndexOf(open)
    return at >= 0 && small.indexOf(close, at + open.length) < 0 ? [at + open.length] : []
  })
  return starts.length > 0 ? html.slice(Math.min(...starts)).replace(/^[^<>]{0,2000}>/, '') : ''
}

const UNCLOSED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ...['script', 'style', 'title', 'template'].map((name) => [`<${name}`, `</${name}`] as const),
]

/** CDATA of XHTML and SVG as plain text. */
function withoutCdata(html: string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = html.indexOf(CDATA); at >= 0; at = html.indexOf(CDATA, from)) {
    const end = html.indexOf(']]>', at)
    if (end < 0) break
    const text = html.slice(at + CDATA.length, end)
    // In a script it only hides the code from XML parsers.
    const isCode = /[/*]\s*$/.test(html.slice(Math.max(0, at - 4), at))
    pieces.push(html.slice(from, at), isCode ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    from = end + 3
  }
  return from === 0 ? html : [...pieces, html.slice(from)].join('')
}

const CDATA = '<![CDATA['

/** The encoding that a page declares in its first 4 KB: `<meta charset>`, `http-equiv` or the XML declaration. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const found =
    /<meta\s[^>]*charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start) ??
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(start)
  return found?.[1]
}

const PAGE_CAP_BYTES = 64 * 1024 * 1024

// A tree takes some forty times the memory of its source.
const TREE_CAP_LENGTH = 6 * 1024 * 1024

const HTML_RULES: TextRules = {
  title: 'TITLE',
  preformatted: 'PRE',
  marks: { BR: '\n', TD: '\t', TH: '\t', BUTTON: ' ', RT: ' ' },
  // Fallback content of a frame, script or picture is read: to a reader of the text it is all there is.
  silent: new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'TITLE']),
  // A saved page keeps the shown content of a component in such a template.
  isShown: (node) =>
    node.nodeName.toUpperCase() === 'TEMPLATE' &&
    ['shadowrootmode', 'shadowroot'].some((attribute) => node.getAttribute?.(attribute) != null),
  innerPage: pageInFrame,
  shownAttributes: {
    IMG: ['alt'],
    AREA: ['alt'],
    INPUT: ['value', 'placeholder'],
    TEXTAREA: ['placeholder'],
    OPTION: ['label'],
  },
  blocks: new Set(
    (
      'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE ' +
      'FOOTER FORM H1 H2 H3 H4 H5 H6 HEAD HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE SEARCH ' +
      'SECTION SUMMARY TABLE TBODY TEXT TEXTAREA TFOOT THEAD TR UL IFRAME NOSCRIPT NOFRAMES OBJECT SVG FOREIGNOBJECT DESC'
    ).split(' '),
  ),
}
