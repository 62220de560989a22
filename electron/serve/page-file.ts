import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { pageMediaType } from './media-types.ts'

/**
 * Responds with one of the page's own files under `root`; 404 for anything else, including paths outside it. A file whose
 * name has the hash of its content may be cached for good (RFC 8246); `headers` say what holds for the others.
 */
export async function servePageFile(
  root: string,
  pathname: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const file = fileFor(root, pathname)
  const mediaType = file === null ? undefined : pageMediaType(extname(file))
  const bytes = file === null || mediaType === undefined ? null : await readIfFile(file)
  if (bytes === null) return new Response('Not found', { status: 404, headers })
  const caching: Record<string, string> = HASHED_FILE.test(pathname) ? { 'Cache-Control': cachedForGood } : {}
  return new Response(bytes, { headers: { ...headers, ...caching, 'Content-Type': mediaType! } })
}

/** The build names every asset `assets/<name>-<hash>.<extension>`. */
const HASHED_FILE = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/
const cachedForGood = 'public, max-age=31536000, immutable'

function fileFor(root: string, pathname: string): string | null {
  const path = decode(pathname === '/' ? '/index.html' : pathname)
  if (path === null || path.includes('\0')) return null
  const file = resolve(root, `.${path}`)
  return file.startsWith(resolve(root) + sep) ? file : null
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

async function readIfFile(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null
    throw error
  }
}
