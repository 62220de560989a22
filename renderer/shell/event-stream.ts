import type { ArchiveEvent } from '../../shared/contract/events.ts'

type Listener = (event: ArchiveEvent) => void

const listeners = new Set<Listener>()
let source: EventSource | null = null

/** One stream serves every listener: a browser opens only six connections to a server. */
export function listenToEvents(listener: Listener): () => void {
  // A listener passed twice must be called twice and stopped once.
  const unique: Listener = (event) => listener(event)
  listeners.add(unique)
  source ??= openStream()
  return () => {
    listeners.delete(unique)
    if (listeners.size > 0) return
    source?.close()
    source = null
  }
}

function openStream(): EventSource {
  const stream = new EventSource('/events')
  let wasLost = false
  stream.addEventListener('message', (message: MessageEvent<string>) => {
    // The core creates events of this type, and the desktop's page accepts them unchecked too.
    announce(JSON.parse(message.data) as ArchiveEvent)
  })
  stream.addEventListener('error', () => (wasLost = true))
  stream.addEventListener('open', () => {
    // What happened while the connection was down is unknown, so everything on screen is read again.
    if (wasLost) announce({ event: 'changed', tables: ['*'] })
    wasLost = false
  })
  return stream
}

function announce(event: ArchiveEvent): void {
  for (const listener of listeners) listener(event)
}
