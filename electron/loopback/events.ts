import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Host } from '../core/host/host.ts'

const heartbeatMs = 20_000

/** Sends every event of the core as it comes, until the page disconnects. */
export function streamEvents(context: Context, host: Host): Response {
  const response = streamSSE(context, async (stream) => {
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
    const stop = host.onEvent((event) => void stream.writeSSE({ data: JSON.stringify(event) }))
    // Tells the page at once that it will miss nothing from here on.
    await stream.write(': listening\n\n')
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
    await ended
    clearInterval(heartbeat)
    stop()
  })
  // Hono's own `no-cache` would let a cache keep it.
  response.headers.set('Cache-Control', 'no-store')
  return response
}
