import { watch } from 'node:fs'
import { resolve } from 'node:path'
import { createServer, mergeConfig } from 'vite'
import { guardedWindow } from './guarded-window.ts'
import { startShell } from './shell-process.ts'
import { devConfigs } from './window-config.ts'

// `npm run dev:browser [-- <archive folder>]`: the window in an ordinary browser. Vite serves it and replaces its modules as
// they change; the core runs from its sources and restarts when electron/ or shared/ changes.

let timer: NodeJS.Timeout | undefined
const root = resolve(import.meta.dirname, '..')
const shell = startShell(process.argv[2])
const { renderer } = await devConfigs()
const server = await createServer(
  mergeConfig(renderer, {
    // Its plugins differ from those of `npm run dev`, which would prepare the packages again each time.
    cacheDir: resolve(root, 'node_modules/.vite/browser'),
    server: { host: '127.0.0.1', cors: false },
    plugins: [
      guardedWindow(shell.ready, (address) =>
        console.log(`The window is at ${address} (Ctrl-C ends it; the address works once)`),
      ),
    ],
  }),
)
await server.listen()
for (const folder of ['electron', 'shared']) watch(resolve(root, folder), { recursive: true }, onChange)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())

/** Editors write a file in several steps, and several files at once: the last one counts. */
function onChange(_event: string, file: string | null): void {
  if (file === null || !/(?<!\.test)\.ts$/.test(file)) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    console.log(`${file} changed: the core restarts.`)
    void shell
      .restart()
      .then(shell.ready)
      .then(() => console.log('The core is ready.'))
  }, 100)
}

async function end(): Promise<void> {
  await shell.end()
  await server.close()
  process.exit()
}
