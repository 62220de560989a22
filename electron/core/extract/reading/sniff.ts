import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { decodeText, looksLikeText, markOf, mayBeText } from '../text/encoding.ts'
import { readHead } from './file-bytes.ts'

export type Category = 'text' | 'captions' | 'video' | 'audio' | 'image' | 'other'

export interface Sniffed {
  readonly mediaType: string
  readonly category: Category
}

/** Whether the name says that the file is text, whatever its bytes are. */
export const isNamedText = (name: string): boolean => extname(name).toLowerCase() in TEXT_TYPES

/** How many bytes from the start of a file `sniff` needs. */
export const SNIFF_BYTES = 65_536

/** The media type and category of the file at `path` with the original name `name`. */
export async function sniffFile(path: string, name: string): Promise<Sniffed> {
  return sniff(name, await readHead(path, SNIFF_BYTES))
}

/**
 * The media type and category of a file, from its first bytes. The bytes decide between text and everything else; the
 * extension of `name` only distinguishes text formats, and containers that look alike.
 */
export async function sniff(name: string, head: Uint8Array): Promise<Sniffed> {
  const mediaType = await mediaTypeOf(extname(name).toLowerCase(), head)
  return { mediaType, category: categoryOf(mediaType) }
}

async function mediaTypeOf(extension: string, head: Uint8Array): Promise<string> {
  const byBytes = markOf(head) ? undefined : await typeOfBytes(head)
  if ((!byBytes || isTextual(byBytes)) && hasLatePdf(extension, head)) return 'application/pdf'
  if (looksLikeText(head)) return byBytes && isTextual(byBytes) ? byBytes : textType(extension, head)
  if (byBytes === 'application/x-cfb') return COMPOUND_TYPES[extension] ?? byBytes
  if (byBytes === 'application/zip') return ZIP_TYPES[extension] ?? byBytes
  // A single NUL must not hide the words of a file that is named as text.
  if (!byBytes && TEXT_TYPES[extension] && mayBeText(head)) return textType(extension, head)
  return byBytes ?? (head.length === 0 ? (TEXT_TYPES[extension] ?? UNKNOWN) : UNKNOWN)
}

/**
 * file-type parses structures that a hostile file may have tampered with: a file it cannot parse is of unknown type.
 */
async function typeOfBytes(head: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime
  } catch {
    return undefined
  }
}

/**
 * PDF readers accept the signature anywhere in the first 1024 bytes, after whatever a server or a printer added. A
 * file with another extension may only mention PDF, so only white space may precede it there.
 */
function hasLatePdf(extension: string, head: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 1024))
  return (extension === '.pdf' ? /%PDF-\d/ : /^(?:ï»¿)?[\s\0]*%PDF-\d/).test(start)
}

/** Formats with a distinctive signature that are written in text, and so never confused with a signature like "BM". */
const isTextual = (type: string): boolean =>
  ['application/pdf', 'application/rtf', 'application/postscript', 'text/vtt'].includes(type)

async function textType(extension: string, head: Uint8Array): Promise<string> {
  const start = (await decodeText(head, { isCut: true })).text.slice(0, 4096).trimStart()
  const byContent = CONTENT_SIGNATURES.find(([signature]) => signature.test(start))?.[1]
  // A transcript is often saved as .txt, so the signature of captions outranks the extension.
  if (byContent === 'text/vtt') return byContent
  return TEXT_TYPES[extension] ?? byContent ?? 'text/plain'
}

function categoryOf(mediaType: string): Category {
  if (CAPTION_TYPES.has(mediaType)) return 'captions'
  if (mediaType.startsWith('text/') || TEXT_APPLICATIONS.has(mediaType)) return 'text'
  const family = mediaType.split('/')[0]
  if (family === 'video' || family === 'audio' || family === 'image') return family
  return MEDIA_APPLICATIONS[mediaType] ?? 'other'
}

const UNKNOWN = 'application/octet-stream'

const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.eml': 'message/rfc822',
  '.emlx': 'message/rfc822',
  '.mbox': 'application/mbox',
  '.mbx': 'application/mbox',
  '.rtf': 'application/rtf',
  '.srt': 'application/x-subrip',
  '.vtt': 'text/vtt',
  '.ass': 'text/x-ssa',
  '.ssa': 'text/x-ssa',
  '.svg': 'image/svg+xml',
}

const CONTENT_SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^WEBVTT(?:[ \t\r\n]|$)/, 'text/vtt'],
  [/^\[Script Info\]/i, 'text/x-ssa'],
  [/^(?:\d+\s+)?\d+:\d\d:\d\d[,.]\d{1,3} *--> *\d+:\d\d/, 'application/x-subrip'],
  [/^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html)\b/i, 'text/html'],
  [/^<\?xml[\s\S]{0,400}<(?:!doctype html|html)\b/i, 'application/xhtml+xml'],
  [/^<\?xml[\s\S]{0,2000}<svg\b|^<svg\b/, 'image/svg+xml'],
  [/^<\?xml\b/, 'application/xml'],
  [/^\{\\rtf/, 'application/rtf'],
  [/^From \S[^\n]*\n[A-Za-z][\w-]*:/, 'application/mbox'],
  [
    /(?<![\s\S])(?=[\s\S]*^From:)(?=[\s\S]*^(?:MIME-Version|Date|Subject|To|Received):)[A-Z][\w-]*:/m,
    'message/rfc822',
  ],
]

const CAPTION_TYPES = new Set(['text/vtt', 'application/x-subrip', 'text/x-ssa'])

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const ODT = 'application/vnd.oasis.opendocument.text'

const TEXT_APPLICATIONS = new Set([
  'application/pdf',
  'application/rtf',
  'application/json',
  'application/jsonl',
  'application/xml',
  'application/yaml',
  'application/xhtml+xml',
  'application/msword',
  'application/epub+zip',
  'application/vnd.ms-outlook',
  'message/rfc822',
  'application/mbox',
  DOCX,
  ODT,
])

const MEDIA_APPLICATIONS: Readonly<Record<string, Category>> = {
  'application/mxf': 'video',
  'application/vnd.ms-asf': 'video',
  'application/ogg': 'audio',
}

const COMPOUND_TYPES: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.dot': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.msg': 'application/vnd.ms-outlook',
}

// A zip whose first entries do not say what it is; the reader of the format finds out whether the name was right.
const ZIP_TYPES: Readonly<Record<string, string>> = {
  '.docx': DOCX,
  '.odt': ODT,
  '.epub': 'application/epub+zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.odp': 'application/vnd.oasis.opendocument.presentation',
}
