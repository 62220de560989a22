import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { reportError } from '../../shared/errors.ts'
import type { Host } from '../core/host/host.ts'
import { notFound, readPictureSize, serveObject, servePagePicture } from '../serve/object.ts'
import { servePageFile } from '../serve/page-file.ts'
import { createDoor, doorHeaders, replyHeaders, type DoorEnv } from './door.ts'
import { streamEvents } from './events.ts'
import type { Guard } from './guard.ts'
import { createUploads } from './uploads.ts'

/** Large enough for any text that a user pastes. */
const callBytes = 64 * 1024 * 1024
const Call = z.object({ method: z.string(), params: z.unknown().optional() })

/**
 * Creates everything that the server serves, behind the guard: the page, its calls, events, uploads, and bytes of the
 * archive.
 */
export function createRoutes(host: Host, guard: Guard, pageRoot: string): Hono<DoorEnv> {
  const app = createDoor(guard)
  app.post('/call', bodyLimit({ maxSize: callBytes }), async (context) => {
    const call = Call.safeParse(await context.req.json().catch(() => null))
    if (!call.success) return context.text('Not a call', 400)
    const { method, params = {} } = call.data
    return context.json(await host.call(method, params, closeSignal(context)), 200, replyHeaders)
  })
  app.get('/events', (context) => streamEvents(context, host))
  app.put('/upload', receiveUpload(host))
  app.get('/vault/:hash', (context) =>
    serveObject(host, context.req.param('hash'), {
      method: context.req.method,
      range: context.req.header('range') ?? null,
      saveAs: context.req.query('name') ?? null,
    }),
  )
  app.get('/page/:hash/:number', (context) => {
    const size = readPictureSize(context.req.param('number'), context.req.query('width') ?? null)
    if (size === null) return notFound()
    return servePagePicture(host, { hash: context.req.param('hash'), ...size }, context.req.method)
  })
  app.get('*', (context) => servePageFile(pageRoot, new URL(context.req.url).pathname, doorHeaders))
  app.onError((error, context) => {
    // For example, a body that is too large.
    if (error instanceof HTTPException) return context.text(error.message, error.status, doorHeaders)
    console.error(error)
    return context.text('Something went wrong inside Holdfast.', 500, doorHeaders)
  })
  return app
}

/** Aborted when the page no longer waits: it cancelled the request, or is gone. */
function closeSignal(context: Context<DoorEnv>): AbortSignal {
  const closed = new AbortController()
  // The response also closes after it was sent in full; nobody listens any more by then.
  context.env.outgoing.once('close', () => closed.abort())
  return closed.signal
}

function receiveUpload(host: Host) {
  const uploads = createUploads(host)
  return async (context: Context<DoorEnv>) => {
    const { name = '', group = '' } = context.req.query()
    try {
      const ticket = await uploads.receive(group, name, context.env.incoming)
      return context.json({ ok: true, value: ticket }, 200, replyHeaders)
    } catch (error) {
      return context.json({ ok: false, error: reportError(error, 'upload') }, 200, replyHeaders)
    }
  }
}
