import type { ArchiveEvent } from '../../shared/contract/events.ts'
import { keyHeader } from './page-key.ts'

type Listener = (event: ArchiveEvent) => void

/** How long a lost connection waits before the next attempt, in ms. */
const RETRY_MS = 1000

/**
 * Creates the `onEvent` of a page. One stream serves every listener: a browser opens only six connections to a server. It
 * is read with `fetch`, since an `EventSource` cannot send the key.
 */
export function createEventStream(key: string): (listener: Listener) => () => void {
  const listeners = new Set<Listener>()
  const announce: Listener = (event) => {
    for (const listener of listeners) listener(event)
  }
  let stop: AbortController | null = null
  return (listener) => {
    // A listener passed twice must be called twice and stopped once.
    const unique: Listener = (event) => listener(event)
    listeners.add(unique)
    if (stop === null) {
      stop = new AbortController()
      void followEvents(key, announce, stop.signal)
    }
    return () => {
      listeners.delete(unique)
      if (listeners.size > 0) return
      stop?.abort()
      stop = null
    }
  }
}

async function followEvents(key: string, announce: Listener, signal: AbortSignal): Promise<void> {
  for (let wasLost = false; !signal.aborted; wasLost = true) {
    try {
      const { ok, status, body } = await fetch('/events', { headers: keyHeader(key), signal })
      // Another start of Holdfast has another key; the reloaded page says so.
      if (status === 403) return location.reload()
      // What happened while the connection was down is unknown, so everything on screen is read again.
      if (wasLost && ok) announce({ event: 'changed', tables: ['*'] })
      if (ok && body !== null) await readLines(body, announce)
    } catch {
      // The connection was lost, or is not wanted any more.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, announce: Listener): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split('\n')
    rest = lines.pop()!
    // The core creates events of this type, and the desktop's page accepts them unchecked too.
    for (const line of lines) if (line !== '') announce(JSON.parse(line) as ArchiveEvent)
  }
}
