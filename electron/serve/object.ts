import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/errors.ts'
import type { Host } from '../core/host.ts'
import type { ByteRange } from './byte-range.ts'
import { parseByteRange } from './byte-range.ts'
import { servedMediaType } from './media-types.ts'
import { objectHeaders } from './policy.ts'

/** What a window asks of the archive's bytes. With `saveAs` they are sent to be saved under that name. */
export interface ObjectRequest {
  readonly method: string
  readonly range: string | null
  readonly saveAs: string | null
}

/** Answers an object of the vault, whole (200) or a byte range of it (206); 404 when there is none of that hash. */
export function serveObject(host: Host, hash: string, request: ObjectRequest): Promise<Response> {
  return orNotFound(async () => {
    const object = await host.openObject(hash)
    const headers = {
      ...objectHeaders,
      'Content-Type': servedMediaType(object.mediaType),
      'Accept-Ranges': 'bytes',
      ...(request.saveAs === null ? {} : { 'Content-Disposition': attachment(request.saveAs) }),
    }
    const range = parseByteRange(request.range, object.sizeBytes)
    if (range === 'unsatisfiable')
      return new Response(null, {
        status: 416,
        headers: { ...headers, 'Content-Range': `bytes */${object.sizeBytes}` },
      })
    // Asked for in pieces, it leaves once, with its first byte.
    if (request.saveAs !== null && request.method === 'GET' && (range?.first ?? 0) === 0)
      await noteCopy(host, hash, request.saveAs)
    const file = { path: object.path, sizeBytes: object.sizeBytes, range }
    return respondWithFile(file, headers, request.method)
  })
}

// On a full disk no line can be written, and a copy may be all that saves the bytes: it is given all the same.
async function noteCopy(host: Host, hash: string, name: string): Promise<void> {
  await host.noteCopy(hash, name).catch((cause: unknown) => console.error('[copy]', cause))
}

/** Answers the picture of a page (from 1) of a PDF in the vault, `width` pixels wide, as PNG. */
export function servePagePicture(
  host: Host,
  picture: { readonly hash: string; readonly page: number; readonly width: number },
  method: string,
): Promise<Response> {
  return orNotFound(async () => {
    const path = await host.renderPage(picture.hash, picture.page, picture.width)
    const { size } = await stat(path)
    return respondWithFile(
      { path, sizeBytes: size, range: null },
      { ...objectHeaders, 'Content-Type': 'image/png' },
      method,
    )
  })
}

/** The page and width that an address names; null unless both are whole numbers within reason. */
export function readPictureSize(page: string, width: string | null): { page: number; width: number } | null {
  if (!/^[1-9]\d{0,5}$/.test(page) || !/^[1-9]\d{1,3}$/.test(width ?? '')) return null
  return { page: Number(page), width: Number(width) }
}

/** The answer to an address that names nothing. */
export function notFound(): Response {
  return new Response('Not found', { status: 404, headers: objectHeaders })
}

function respondWithFile(
  file: { readonly path: string; readonly sizeBytes: number; readonly range: ByteRange | null },
  headers: Readonly<Record<string, string>>,
  method: string,
): Response {
  const { first, last } = file.range ?? { first: 0, last: file.sizeBytes - 1 }
  const length = { 'Content-Length': String(last - first + 1) }
  const range: Record<string, string> = file.range
    ? { 'Content-Range': `bytes ${first}-${last}/${file.sizeBytes}` }
    : {}
  const empty = method === 'HEAD' || file.sizeBytes === 0
  return new Response(empty ? null : readStream(file.path, first, last), {
    status: file.range ? 206 : 200,
    headers: { ...headers, ...length, ...range },
  })
}

function readStream(path: string, first: number, last: number): ReadableStream {
  const stream = createReadStream(path, { start: first, end: last, highWaterMark: 256 * 1024 })
  // Node's own type of web streams and the global one differ in name only.
  return Readable.toWeb(stream) as ReadableStream
}

function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename*=UTF-8''${encoded}`
}

async function orNotFound(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond()
  } catch (error) {
    if (error instanceof AppError) return notFound()
    throw error
  }
}
