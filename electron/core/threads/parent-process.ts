/** What a worker process exchanges with the program that started it. */
export interface ParentProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

interface ElectronPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/**
 * The program that started this process; when it ends, so does this one. Signals from the terminal are for that
 * program alone.
 */
export function parentProcess(): ParentProcess {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  // Electron's utility processes have a port instead of Node's channel; its types are not needed here.
  const port = (process as { readonly parentPort?: ElectronPort }).parentPort
  if (port)
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    }
  process.on('disconnect', () => process.exit())
  return {
    send: (message) => void process.send?.(message, () => undefined),
    onMessage: (listener) => void process.on('message', listener),
  }
}
