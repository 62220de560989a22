import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Host } from '../core/host/host.ts'
import { replyHeaders } from './door.ts'

const heartbeatMs = 20_000

/** Sends every event of the core as a line of JSON as it comes, until the page disconnects; empty lines mean nothing. */
export function streamEvents(context: Context, host: Host): Response {
  const headers = { ...replyHeaders, 'Content-Type': 'application/x-ndjson; charset=utf-8' }
  for (const [name, value] of Object.entries(headers)) context.header(name, value)
  return stream(context, async (lines) => {
    const ended = new Promise<void>((resolve) => lines.onAbort(resolve))
    const stop = host.onEvent((event) => void lines.writeln(JSON.stringify(event)))
    // Tells the page at once that it will miss nothing from here on.
    await lines.writeln('')
    const heartbeat = setInterval(() => void lines.writeln(''), heartbeatMs)
    await ended
    clearInterval(heartbeat)
    stop()
  })
}
