import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { pageHeaders } from '../serve/policy.ts'
import { KEY_HEADER, type Caller, type Guard } from './guard.ts'

/** What a route of the browser shell knows about its connection. */
export type DoorEnv = { Bindings: HttpBindings }

/** Headers of what a call replies with. */
export const replyHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

/** Headers of what the shell says itself, to whoever asks. */
export const doorHeaders = { ...pageHeaders(''), 'Cache-Control': 'no-store' }

/**
 * Creates the routes of the browser shell that decide who may use the others. Other hosts and other pages are refused
 * everything. Without the key of the page, only the files of the program are open, and by signed addresses the bytes
 * that a browser fetches on its own. `/enter` gives the key for a token, `/address` signs an address.
 */
export function createDoor(guard: Guard): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>()
  app.use(async (context, next) => {
    const caller = callerOf(context)
    const refusal = guard.refuseOrigin(caller) ?? (isAdmitted(context, guard, caller) ? null : NOT_ADMITTED)
    if (refusal !== null) return context.text(refusal, 403, doorHeaders)
    await next()
    context.res.headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    return undefined
  })
  app.post('/enter', smallBody, async (context) => {
    const { success, data } = Entry.safeParse(await context.req.json().catch(() => null))
    // Without a token, the page asks whether the key that it kept still works.
    if (success && data.token === undefined && guard.isKnown(callerOf(context)))
      return context.json({}, 200, replyHeaders)
    const key = success && data.token !== undefined ? guard.exchange(data.token) : null
    return key === null
      ? context.text(NOT_ADMITTED, 403, doorHeaders)
      : context.json({ key }, 200, replyHeaders)
  })
  app.post('/address', smallBody, async (context) => {
    const { success, data } = Wanted.safeParse(await context.req.json().catch(() => null))
    if (!success) return context.text('Not an address', 400, doorHeaders)
    return context.json(
      { address: guard.sign(pathIn(`http://page.invalid${data.path}`)), lifeMs: guard.lifeMs },
      200,
      replyHeaders,
    )
  })
  return app
}

const NOT_ADMITTED = 'This address has expired, or was not opened as Holdfast printed it.'
const smallBody = bodyLimit({ maxSize: 64 * 1024 })
const Entry = z.object({ token: z.string().optional() })
/** The bytes that a player, a picture or a download fetches. */
const SIGNED_PATHS = /^\/(?:vault\/[0-9a-f]{64}|page\/[0-9a-f]{64}\/\d{1,6})(?:\?|$)/
const Wanted = z.object({ path: z.string().regex(SIGNED_PATHS) })

// Whatever is not named here needs the key, also a route that somebody adds later.
function isAdmitted(context: Context<DoorEnv>, guard: Guard, caller: Caller): boolean {
  const { method, path, url } = context.req
  const isReading = method === 'GET' || method === 'HEAD'
  if (isReading && (path === '/' || path.startsWith('/assets/'))) return true
  if (method === 'POST' && path === '/enter') return true
  if (guard.isKnown(caller)) return true
  return isReading && SIGNED_PATHS.test(path) && guard.isSigned(pathIn(url))
}

/** The path and query as a browser sends them. */
function pathIn(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function callerOf(context: Context<DoorEnv>): Caller {
  return {
    method: context.req.method,
    host: context.req.header('host'),
    origin: context.req.header('origin'),
    fetchSite: context.req.header('sec-fetch-site'),
    key: context.req.header(KEY_HEADER),
  }
}
