/** Types that may be displayed. Everything else is sent as bytes to download: evidence is never run as a page. */
const shown: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'video/x-matroska',
  'video/matroska',
  'video/3gpp',
  'video/mp2t',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/x-wav',
  'audio/vnd.wave',
  'audio/webm',
  'audio/flac',
  'audio/x-flac',
  'application/pdf',
])

const plainBytes = 'application/octet-stream'

/**
 * Returns the media type under which an object of the vault is sent: its own if nothing in it can run, or else plain
 * bytes.
 */
export function servedMediaType(mediaType: string): string {
  const essence = mediaType.split(';', 1)[0]!.trim().toLowerCase()
  return shown.has(essence) ? essence : plainBytes
}

const pageMediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

/**
 * Returns the media type of one of the page's own files, by its extension; undefined for a file that is not part of a
 * page.
 */
export function pageMediaType(extension: string): string | undefined {
  return pageMediaTypes[extension]
}
