import { open, stat } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import type { Host } from '../core/host/host.ts'
import type { ByteRange } from './byte-range.ts'
import { parseByteRange } from './byte-range.ts'
import { servedMediaType } from './media-types.ts'
import { objectHeaders } from './policy.ts'

/** What a window requests of the archive's bytes. With `saveAs` they are sent as a download with that name. */
export interface ObjectRequest {
  readonly method: string
  readonly range: string | null
  readonly saveAs: string | null
}

/**
 * Responds with an object of the vault, in full (200) or a byte range of it (206); 404 when no object has that hash.
 */
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
    // A download in several ranges is one export, recorded with its first byte.
    if (request.saveAs !== null && request.method === 'GET' && (range?.first ?? 0) === 0)
      await noteCopy(host, hash, request.saveAs)
    const file = { path: object.path, sizeBytes: object.sizeBytes, range }
    return respondWithFile(file, headers, request.method)
  })
}

// On a full disk no line can be written, and the copy may be all that saves the bytes, so it is sent anyway.
async function noteCopy(host: Host, hash: string, name: string): Promise<void> {
  await host.noteCopy(hash, name).catch((cause: unknown) => console.error('[copy]', cause))
}

/** Responds with the picture of a page (from 1) of a PDF in the vault, `width` pixels wide, as PNG. */
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

/** Parses the page and width in an address; null unless both are positive integers within reasonable limits. */
export function readPictureSize(page: string, width: string | null): { page: number; width: number } | null {
  if (!/^[1-9]\d{0,5}$/.test(page) || !/^[1-9]\d{1,3}$/.test(width ?? '')) return null
  return { page: Number(page), width: Number(width) }
}

/** Returns the response to an address that does not exist. */
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

// So small that a thousand waiting players hardly use any memory.
const BLOCK_BYTES = 64 * 1024

/**
 * The bytes from `first` to `last`, read one block at a time, on demand. Between two blocks neither memory nor an
 * open file is held, however many clients there are and however slowly they read.
 */
function readStream(path: string, first: number, last: number): ReadableStream<Uint8Array> {
  let at = first
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const block = await readBlock(path, at, Math.min(BLOCK_BYTES, last - at + 1))
    at += block.length
    // The object has fewer bytes than Content-Length promised. The connection is aborted, so that no client mistakes
    // a part for the complete object.
    if (block.length === 0) return controller.error(new Error('the object ended early'))
    controller.enqueue(block)
    if (at > last) controller.close()
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

async function readBlock(path: string, at: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
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
