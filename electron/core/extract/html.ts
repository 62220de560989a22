import { parseHTML } from 'linkedom'
import type { Source } from './file-bytes.ts'
import { passagesOf } from './paragraphs.ts'
import { readingOf, type Reading } from './reading.ts'
import { textOfTree, type TextRules, type TreeNode } from './text-tree.ts'
import { readDecoded } from './text.ts'

/** Reads the words of an HTML page and nothing else of it: no script, style or remote thing survives or is followed. */
export async function readHtml(source: Source): Promise<Reading> {
  const { text, reading } = await readDecoded(source, {
    capBytes: HTML_CAP_BYTES,
    declaredIn: declaredCharset,
  })
  const { title, paragraphs } = htmlText(text)
  return readingOf(passagesOf(paragraphs), { ...reading, title })
}

/** The title and the paragraphs of a page; a line break inside a paragraph stays one. */
export function htmlText(html: string): { title: string; paragraphs: string[] } {
  // See TreeNode.
  return textOfTree(parseHTML(html).document as unknown as TreeNode, HTML_RULES)
}

/** The encoding that a page declares in its first 4 KB: `<meta charset>`, `http-equiv` or the XML declaration. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const found =
    /<meta\s[^>]*charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start) ??
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(start)
  return found?.[1]
}

// A tree takes some forty times the memory of its source.
const HTML_CAP_BYTES = 6 * 1024 * 1024

const HTML_RULES: TextRules = {
  title: 'TITLE',
  preformatted: 'PRE',
  marks: { BR: '\n', TD: '\t', TH: '\t' },
  silent: new Set(
    'SCRIPT STYLE TEMPLATE TITLE IFRAME OBJECT EMBED SVG MATH CANVAS NOSCRIPT NOEMBED NOFRAMES DATALIST'.split(
      ' ',
    ),
  ),
  blocks: new Set(
    (
      'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE ' +
      'FOOTER FORM H1 H2 H3 H4 H5 H6 HEAD HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE SEARCH ' +
      'SECTION SUMMARY TABLE TBODY TEXTAREA TFOOT THEAD TR UL'
    ).split(' '),
  ),
}
