import type { Source } from './reading/file-bytes.ts'
import type { Parts } from './reading/parts.ts'
import { readingOf, type Reading } from './reading/reading.ts'
import { isNamedText, type Sniffed } from './reading/sniff.ts'

/**
 * Reads the text of a source by its type; `name` is its original name, and `parts` reads the files inside it. A type
 * without text gives no passages.
 */
export async function readSource(
  { mediaType, category }: Sniffed,
  { name, source }: NamedSource,
  parts: Parts,
): Promise<Reading> {
  const reader = READERS[mediaType]
  if (reader) return await reader(source, parts)
  const isUnknownText = mediaType === 'application/octet-stream' && isNamedText(name)
  if (isUnknownText || NO_READER.test(mediaType)) return readingOf(null, { notes: ['no-reader'] })
  return category === 'text' ? await (await import('./plain/text.ts')).readText(source) : readingOf(null)
}

/** Whether files of a type can be read in a simpler way after reading them normally has killed the reader. */
export const readsShallowly = (mediaType: string): boolean => SHALLOW.has(mediaType)

const SHALLOW = new Set([
  'application/zip',
  'message/rfc822',
  'application/mbox',
  'text/html',
  'application/xhtml+xml',
  'image/svg+xml',
])

export interface NamedSource {
  readonly name: string
  readonly source: Source
}

type ReadSource = (source: Source, parts: Parts) => Promise<Reading>

// Each reader is loaded on first use: most archives never need all of them.
const READERS: Readonly<Record<string, ReadSource>> = {
  'application/pdf': async (source) => (await import('./pdf/pdf.ts')).readPdf(source),
  'application/rtf': async (source) => (await import('./plain/rtf.ts')).readRtf(source),
  'application/zip': async (source, parts) => (await import('./zip/zip-parts.ts')).readZip(source, parts),
  'text/html': async (source, parts) => (await import('./html/html.ts')).readHtml(source, parts),
  'application/xhtml+xml': async (source, parts) => (await import('./html/html.ts')).readHtml(source, parts),
  'image/svg+xml': async (source, parts) => (await import('./html/html.ts')).readHtml(source, parts),
  'message/rfc822': async (source, parts) => (await import('./mail/mail.ts')).readMail(source, parts),
  'application/mbox': async (source, parts) => (await import('./mail/mail.ts')).readMail(source, parts),
  'text/vtt': async (source) => (await import('./captions/captions.ts')).readCaptions(source, 'vtt'),
  'application/x-subrip': async (source) =>
    (await import('./captions/captions.ts')).readCaptions(source, 'srt'),
  'text/x-ssa': async (source) => (await import('./captions/captions.ts')).readCaptions(source, 'ass'),
  'application/vnd.oasis.opendocument.text': async (source) =>
    (await import('./office/office.ts')).readOdt(source),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async (source) =>
    (await import('./office/office.ts')).readDocx(source),
}

// Formats that may contain text which no reader here can extract.
const NO_READER =
  /^application\/(?:msword|epub\+zip|postscript|x-mobipocket-ebook|vnd\.(?:ms-(?:excel|powerpoint|outlook|word)|openxmlformats|oasis\.opendocument)|gzip|x-(?:gzip|tar|gtar|7z-compressed|rar-compressed|rar|bzip2|xz|lzip|compress|lzh-compressed|cpio)|vnd\.(?:rar|ms-cab-compressed)|zstd|x-cfb)/
