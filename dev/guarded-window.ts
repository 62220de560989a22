import type { IncomingMessage, ServerResponse } from 'node:http'
import { request as requestHttp } from 'node:http'
import type { Plugin } from 'vite'
import { createGuard, type Guard } from '../electron/loopback/guard.ts'
import { pageHeaders } from '../electron/serve/policy.ts'
import type { Shell } from './shell-process.ts'

/** The paths that the browser shell answers; Vite answers all others. */
const SHELL_PATHS = /^\/(?:call|events|upload|vault\/[^/]+|page\/[^/]+\/[^/]+)(?:\?|$)/

/** Vite's own client is an inline script and its styles are inline; everything else is as in the product. */
const policy = pageHeaders('')['Content-Security-Policy']!.replaceAll(
  /(script|style)-src [^;]+/g,
  `$1-src 'self' 'unsafe-inline'`,
)

/**
 * A Vite plugin that puts the product's own guard before Vite and forwards what the page asks the core to the shell, with
 * the shell's cookie. `onAddress` gets the address that works once, as soon as the server listens.
 */
export function guardedWindow(shell: () => Promise<Shell>, onAddress: (address: string) => void): Plugin {
  return {
    name: 'guarded-window',
    configureServer({ httpServer, middlewares }) {
      let guard: Guard | null = null
      httpServer!.once('listening', () => {
        const address = httpServer!.address()
        if (address === null || typeof address === 'string') throw new Error('Vite has no port')
        const authority = `127.0.0.1:${address.port}`
        guard = createGuard(authority)
        onAddress(`http://${authority}/?token=${guard.token}`)
      })
      middlewares.use((request, response, next) => {
        if (guard === null || !admit(guard, request, response)) return
        if (SHELL_PATHS.test(request.url ?? '')) void shell().then((to) => forward(request, response, to))
        else next()
      })
    },
  }
}

/** Returns whether the request goes on; answers it otherwise. */
function admit(guard: Guard, request: IncomingMessage, response: ServerResponse): boolean {
  const caller = callerOf(request, guard.cookieName)
  const refusal = guard.refuseOrigin(caller)
  if (refusal !== null) return end(response, 403, refusal)
  const url = new URL(request.url ?? '/', 'http://page.invalid')
  const value = url.pathname === '/' ? guard.exchange(url.searchParams.get('token') ?? '') : null
  if (value !== null) {
    response.setHeader('Set-Cookie', `${guard.cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`)
    response.setHeader('Location', '/')
    return end(response, 303, '')
  }
  if (!guard.isKnown(caller)) return end(response, 403, 'This address was already used, or is incomplete.')
  response.setHeader('Content-Security-Policy', policy)
  return true
}

function callerOf({ method = '', headers }: IncomingMessage, cookieName: string) {
  const site = headers['sec-fetch-site']
  const cookies = (headers.cookie ?? '').split('; ')
  return {
    method,
    host: headers.host,
    origin: headers.origin,
    fetchSite: typeof site === 'string' ? site : undefined,
    cookie: cookies.find((each) => each.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1),
  }
}

function end(response: ServerResponse, status: number, text: string): false {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
  return false
}

/** Sends a request to the shell as its own page would, and its answer back as it comes. */
function forward(request: IncomingMessage, response: ServerResponse, { origin, cookie }: Shell): void {
  const headers = {
    ...request.headers,
    host: new URL(origin).host,
    cookie,
    ...(request.headers.origin === undefined ? {} : { origin }),
  }
  const onward = requestHttp(new URL(request.url!, origin), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(response)
  })
  // The shell restarts: the page sees a lost connection, as when the product ends.
  onward.on('error', () => response.destroy())
  // A page that gives up a call is noticed in the core.
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}
