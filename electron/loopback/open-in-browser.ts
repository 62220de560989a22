import { createInterface } from 'node:readline'
import { createHost } from '../core/host/host.ts'
import { startServer } from './server.ts'

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Opens the app for a browser, prints its address, and resolves when Ctrl-C or the system has ended it cleanly. */
export async function openInBrowser(
  facts: Parameters<typeof createHost>[0],
  pageRoot: string,
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    for (const signal of endings) process.on(signal, () => resolve())
  })
  // The core's workers do not keep the process running while the archive is opened.
  const alive = setInterval(() => {}, 2 ** 30)
  const host = await createHost(facts)
  const server = await startServer(host, pageRoot)
  console.log(`Holdfast is open at ${server.address} (Ctrl-C ends it; the address works once)`)
  const terminal = offerNewAddresses(server.newAddress)
  await ended
  terminal?.close()
  await server.close()
  await host.close()
  clearInterval(alive)
}

/** Whoever closed the window presses Enter in the terminal; without a terminal, nothing is read. */
function offerNewAddresses(newAddress: () => string): { close(): void } | null {
  if (!process.stdin.isTTY) return null
  console.log('Press Enter for another address, if you have closed the window.')
  // Not as a terminal: that would take Ctrl-C away from the signals.
  const lines = createInterface({ input: process.stdin, terminal: false })
  lines.on('line', () => console.log(newAddress()))
  return lines
}
