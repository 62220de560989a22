import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, createServer, mergeConfig, type InlineConfig } from 'vite'
import { findRuntime } from '../electron/desktop/find-runtime.ts'
import { createProgram } from './program.ts'
import { devConfigs } from './window-config.ts'

// `npm run dev [-- <words for Electron>]`: the desktop app. Vite serves the window and replaces its modules as they change;
// main and preload are built again when a file of them changes, and the app restarts.
// electron-vite's own `--watch` starts the next app while the last one still holds the lock of the archive.

let isStarted = false
const root = resolve(import.meta.dirname, '..')
const electron = electronPath()
const { main, preload, renderer } = await devConfigs()
const server = await createServer(mergeConfig(renderer, { server: { host: '127.0.0.1' } }))
await server.listen()
const env = {
  ...process.env,
  ELECTRON_RENDERER_URL: server.resolvedUrls!.local[0]!,
  // Stack traces name the sources.
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --enable-source-maps`,
}
const app = createProgram(
  () => spawn(electron, ['.', ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' }),
  (code) => process.exit(code ?? 1),
)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void app.end().then(() => process.exit()))
await Promise.all([watchBuild(main), watchBuild(preload)])
console.log('The app starts; it restarts when a file of main or preload changes.')
await app.restart()
isStarted = true

/** Builds once, then at every change; the app restarts after each build that worked. */
async function watchBuild(config: InlineConfig): Promise<void> {
  const watcher = await build(
    mergeConfig(config, { build: { watch: {} }, logLevel: 'warn', clearScreen: false }),
  )
  if (!('on' in watcher)) throw new Error('Vite does not watch')
  await new Promise<void>((resolveFirst) => {
    watcher.on('event', (event) => {
      if (event.code !== 'BUNDLE_END') return
      if (isStarted) console.log('The core was built: the app restarts.')
      if (isStarted) void app.restart()
      else resolveFirst()
    })
  })
}

function electronPath(): string {
  const named = process.env['ELECTRON_EXEC_PATH']
  const runtime = named === undefined ? findRuntime() : { path: named }
  const reason =
    'reason' in runtime ? runtime.reason : existsSync(runtime.path) ? null : `${named} does not exist`
  if (reason === null && 'path' in runtime) return runtime.path
  console.error(`The desktop window cannot open, because ${reason}.
npm run dev:browser             opens the window in an ordinary browser
npx install-electron            downloads Electron
ELECTRON_EXEC_PATH=<its binary> names another Electron`)
  process.exit(1)
}
