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
  await ended
  await server.close()
  await host.close()
  clearInterval(alive)
}
