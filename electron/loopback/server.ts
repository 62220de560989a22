import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Host } from '../core/host/host.ts'
import { createGuard } from './guard.ts'
import { createRoutes } from './routes.ts'

/** The running server; `address` contains a token and works once. */
export interface LoopbackServer {
  readonly address: string
  /** Returns another address that works once, for a window that was closed. */
  newAddress(): string
  /** Ends open requests and the server; the host stays open. */
  close(): Promise<void>
}

/** Settings of the server that only tests change. */
export interface ServerSettings {
  /** How long the address of an object works, in ms. */
  readonly addressLifeMs?: number
}

/** Serves the page on 127.0.0.1, on a port that the system chooses, to the browser that opens `address`. */
export async function startServer(
  host: Host,
  pageRoot: string,
  settings: ServerSettings = {},
): Promise<LoopbackServer> {
  let answer: (request: Request, env: never) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 })
  const server = await listen((request, env) => answer(request, env as never))
  const authority = `127.0.0.1:${portOf(server)}`
  const guard = createGuard(authority, settings.addressLifeMs)
  answer = createRoutes(host, guard, pageRoot).fetch
  // What follows # is not sent with any request, and the page takes it out of the address bar.
  const newAddress = () => `http://${authority}/#token=${guard.issueToken()}`
  return { address: newAddress(), newAddress, close: () => close(server) }
}

const serverOptions = {
  // An upload may take longer than Node's limit of five minutes for a request.
  requestTimeout: 0,
  // A client that has not sent its headers by then is not a browser.
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
}

// A browser uses a dozen. Each costs some memory, so there must be a limit.
const MOST_CONNECTIONS = 1_100

function listen(fetch: (request: Request, env: unknown) => unknown): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0, serverOptions }, () =>
      resolve(server),
    ) as Server
    server.maxConnections = MOST_CONNECTIONS
    server.once('error', reject)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
