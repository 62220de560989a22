import type { Session } from 'electron'
import { protocol } from 'electron'
import type { Host } from '../core/host/host.ts'
import type { ObjectRequest } from '../serve/object.ts'
import { notFound, readPictureSize, serveObject, servePagePicture } from '../serve/object.ts'
import { servePageFile } from '../serve/page-file.ts'
import { pageHeaders } from '../serve/policy.ts'

/** The origin of the window's own page. No other origin is ever loaded. */
export const pageOrigin = 'app://holdfast'

const headers = pageHeaders('vault:')

/** Gives `app:` and `vault:` the rights of web addresses; must run before the app is ready. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, stream: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges },
    { scheme: 'vault', privileges },
  ])
}

/**
 * Serves `app://holdfast/…` from the window's files and `vault://object/<hash>`, `vault://page/<hash>/<n>` from the
 * archive.
 */
export function serveSchemes(session: Session, host: Host, pageRoot: string): void {
  session.protocol.handle('app', (request) => {
    const url = new URL(request.url)
    return url.host === 'holdfast' ? servePageFile(pageRoot, url.pathname, headers) : notFound()
  })
  session.protocol.handle('vault', (request) => serveVault(host, request))
}

async function serveVault(host: Host, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [hash = '', page = '', ...rest] = url.pathname.slice(1).split('/')
  if (rest.length > 0) return notFound()
  if (url.host === 'object' && page === '') return serveObject(host, hash, objectRequest(request, url))
  const size = readPictureSize(page, url.searchParams.get('width'))
  if (url.host !== 'page' || size === null) return notFound()
  return servePagePicture(host, { hash, ...size }, request.method)
}

function objectRequest(request: Request, url: URL): ObjectRequest {
  return {
    method: request.method,
    range: request.headers.get('range'),
    saveAs: url.searchParams.get('name'),
  }
}
