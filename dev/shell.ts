import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { createHost, defaultHome, openHost } from '../electron/core/host/host.ts'
import { startServer } from '../electron/loopback/server.ts'
import packageFile from '../package.json' with { type: 'json' }

// The browser shell of `npm run dev:browser`, run from its sources: shell.ts [archive folder]. It sends its address to the
// process that started it, and ends cleanly on SIGTERM or with that process.

const [archive] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '..')
const facts = {
  home: defaultHome(),
  resources: resolve(root, 'resources'),
  actor: userInfo().username,
  appName: 'Holdfast',
  version: packageFile.version,
}

process.once('SIGTERM', () => void end())
process.once('disconnect', () => void end())
// Ctrl-C reaches the whole terminal; the process that started this one decides when this one ends.
process.on('SIGINT', () => undefined)
const host = archive === undefined ? await createHost(facts) : await openHost({ ...facts, archive })
// Vite serves the page, so the shell has no files of it.
const server = await startServer(host, resolve(root, 'dev/no-page'))
process.send?.({ address: server.address })

async function end(): Promise<void> {
  await server?.close()
  await host?.close()
  process.exit()
}
