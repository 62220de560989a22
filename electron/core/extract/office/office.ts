import { passagesOf } from '../text/paragraphs.ts'
import { readAll, type Source } from '../reading/file-bytes.ts'
import { htmlText } from '../html/html.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { textOfTree, type TextRules, type TreeNode } from '../html/text-tree.ts'
import { unzipSafely, ZipRefusal } from '../zip/zip.ts'

const OFFICE_CAP_BYTES = 128 * 1024 * 1024

/**
 * Reads a Word document (DOCX): its paragraphs, tables, footnotes and endnotes. Pictures and macros are never
 * unpacked.
 */
export async function readDocx(source: Source): Promise<Reading> {
  return readOffice(source, /\.(?:xml|rels)$/i, docxText)
}

/** Reads an OpenDocument text (ODT): its paragraphs, tables and notes, without tracked deletions. */
export async function readOdt(source: Source): Promise<Reading> {
  return readOffice(source, /^(?:content|META-INF\/manifest)\.xml$/, odtText)
}

type Entries = Readonly<Record<string, Uint8Array>>

async function readOffice(
  source: Source,
  wanted: RegExp,
  read: (entries: Entries) => Promise<string[] | 'encrypted'>,
): Promise<Reading> {
  const bytes = await readAll(source, OFFICE_CAP_BYTES)
  if (!bytes) return readingOf(null, { notes: ['too-large'] })
  // An encrypted DOCX is a compound file with the zip inside.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return readingOf(null, { notes: ['encrypted'] })
  try {
    const paragraphs = await read(unzipSafely(bytes, (name) => wanted.test(name)))
    if (paragraphs === 'encrypted') return readingOf(null, { notes: ['encrypted'] })
    return readingOf(passagesOf(paragraphs))
  } catch (error) {
    return readingOf(null, { notes: [error instanceof ZipRefusal ? error.note : 'damaged'] })
  }
}

/** mammoth unzips without limits, so it gets the checked entries in a new uncompressed zip. */
async function docxText(entries: Entries): Promise<string[]> {
  const { zipSync } = await import('fflate')
  const { default: mammoth } = await import('mammoth')
  const buffer = Buffer.from(zipSync({ ...entries }, { level: 0 }))
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage, externalFileAccess: false })
  return htmlText(value).paragraphs
}

async function odtText(entries: Entries): Promise<string[] | 'encrypted'> {
  const decoder = new TextDecoder()
  const manifest = entries['META-INF/manifest.xml']
  if (manifest && decoder.decode(manifest).includes('encryption-data')) return 'encrypted'
  const content = entries['content.xml']
  if (!content) throw new ZipRefusal('damaged')
  const { DOMParser } = await import('linkedom')
  // See TreeNode.
  const tree = new DOMParser().parseFromString(decoder.decode(content), 'text/xml') as unknown as TreeNode
  return textOfTree(tree, ODT_RULES).paragraphs
}

const ODT_RULES: TextRules = {
  marks: { 'TEXT:LINE-BREAK': '\n', 'TEXT:TAB': '\t', 'TEXT:S': ' ' },
  silent: new Set([
    'TEXT:TRACKED-CHANGES',
    'TEXT:SEQUENCE-DECLS',
    'OFFICE:STYLES',
    'OFFICE:AUTOMATIC-STYLES',
    'OFFICE:SCRIPTS',
    'OFFICE:FORMS',
    'OFFICE:BINARY-DATA',
    'SVG:DESC',
  ]),
  blocks: new Set(['TEXT:P', 'TEXT:H', 'TEXT:LIST-ITEM', 'TABLE:TABLE-ROW', 'OFFICE:BODY']),
}
