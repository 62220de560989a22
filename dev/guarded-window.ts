import { getRequestListener } from '@hono/node-server'
import { proxy } from 'hono/proxy'
import type { Plugin } from 'vite'
import { createDoor, type DoorEnv } from '../electron/loopback/door.ts'
import { createGuard, KEY_HEADER, type Guard } from '../electron/loopback/guard.ts'
import { pageHeaders } from '../electron/serve/policy.ts'
import type { Shell } from './shell-process.ts'

/** The paths that the browser shell answers; Vite answers all others. */
const SHELL_PATHS = /^\/(?:enter|address|call|events|upload|vault\/[^/]+|page\/[^/]+\/[^/]+)(?:\?|$)/

/** Vite's own client is an inline script and its styles are inline; everything else is as in the product. */
const policy = pageHeaders('')['Content-Security-Policy']!.replaceAll(
  /(script|style)-src [^;]+/g,
  `$1-src 'self' 'unsafe-inline'`,
)

/**
 * A Vite plugin that puts the product's own door before Vite and forwards what the page asks the core to the shell, with
 * the shell's key. `onAddress` gets the address that works once, as soon as the server listens.
 */
export function guardedWindow(shell: () => Promise<Shell>, onAddress: (address: string) => void): Plugin {
  return {
    name: 'guarded-window',
    configureServer({ httpServer, middlewares }) {
      let guard: Guard | null = null
      let door: ReturnType<typeof getRequestListener> | null = null
      httpServer!.once('listening', () => {
        const address = httpServer!.address()
        if (address === null || typeof address === 'string') throw new Error('Vite has no port')
        const authority = `127.0.0.1:${address.port}`
        guard = createGuard(authority)
        door = getRequestListener(forwardingDoor(guard, shell).fetch)
        onAddress(`http://${authority}/#token=${guard.issueToken()}`)
      })
      middlewares.use((request, response, next) => {
        if (guard === null || door === null) return response.destroy()
        if (SHELL_PATHS.test(request.url ?? '')) return door(request, response)
        // The window's own sources are open to this computer's programs, as the product's files are.
        const { host, origin, 'sec-fetch-site': site } = request.headers
        const fetchSite = typeof site === 'string' ? site : undefined
        const caller = { method: request.method ?? '', host, origin, fetchSite, key: undefined }
        const refusal = guard.refuseOrigin(caller)
        if (refusal !== null)
          return response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(refusal)
        response.setHeader('Content-Security-Policy', policy)
        next()
      })
    },
  }
}

/** The door, with a shell behind it that restarts with another key. */
function forwardingDoor(guard: Guard, shell: () => Promise<Shell>) {
  const app = createDoor(guard)
  app.all('*', async (context) => {
    const { origin, key } = await shell()
    const { pathname, search } = new URL(context.req.url)
    const { raw } = context.req
    const [type, range] = [raw.headers.get('content-type'), raw.headers.get('range')]
    const headers = {
      origin,
      [KEY_HEADER]: key,
      ...(type === null ? {} : { 'Content-Type': type }),
      ...(range === null ? {} : { Range: range }),
    }
    return await proxy(origin + pathname + search, { raw, headers }).catch(() => goneAway(context.env))
  })
  return app
}

/** The shell restarts: the page sees a lost connection, as when the product ends. */
function goneAway({ outgoing }: DoorEnv['Bindings']): Response {
  outgoing.destroy()
  return new Response(null, { status: 503 })
}
