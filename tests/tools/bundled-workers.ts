import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'out/test-workers')
const core = join(root, 'electron/core')

const workers = {
  'search-worker': { entry: join(core, 'search/worker.ts'), url: join(core, 'search/worker-url.ts') },
  'extract-worker': { entry: join(core, 'extract/worker.ts'), url: join(core, 'extract/worker-url.ts') },
}

/**
 * Builds the worker threads once before the tests. From source, each thread would strip types with a WebAssembly module
 * of Node's own, and V8 can end a process in which many threads start and end with WebAssembly (nodejs/node#64500).
 */
export async function setup(): Promise<void> {
  const input = Object.fromEntries(Object.entries(workers).map(([name, { entry }]) => [name, entry]))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, rolldownOptions: { input } },
  })
}

/** Has the modules that say where a worker lies name the built one. */
export function bundledWorkers(): Plugin {
  return {
    name: 'bundled-workers',
    enforce: 'pre',
    transform(code, id) {
      const name = Object.entries(workers).find(([, { url }]) => url === id)?.[0]
      const built = name && pathToFileURL(join(folder, `${name}.js`)).href
      return built && code.replace(/return new URL\(.*\)/, `return new URL('${built}')`)
    },
  }
}
