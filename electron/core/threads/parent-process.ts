/** What a worker process hears from the program that started it. */
export interface ParentProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

interface ElectronPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** The program that started this process; when it is gone, this one ends. Keys that stop it are its own affair. */
export function parentProcess(): ParentProcess {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  // Electron's utility processes have a port instead of Node's channel; its types are of no concern here.
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
