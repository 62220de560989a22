import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, normalizePath, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'out/test-workers')
const core = join(root, 'electron/core')

const sources = {
  extract: 'extract/worker.ts',
  search: 'search/worker.ts',
  verify: 'verify-worker.ts',
  backup: 'backup-worker.ts',
  hash: 'vault/hash-worker.ts',
  watch: 'threads/watch-worker.ts',
}

/**
 * Builds the worker threads once before the tests. From source, each thread would strip types with a WebAssembly module
 * of Node's own, and V8 can end a process in which many threads start and end with WebAssembly (nodejs/node#64500).
 */
export async function setup(): Promise<void> {
  const input = Object.fromEntries(
    Object.entries(sources).map(([service, source]) => [`${service}-worker`, join(core, source)]),
  )
  // A worker that starts another looks beside its own chunk.
  const output = { chunkFileNames: '[name]-[hash].js' }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input, output },
    },
  })
}

/** Has the module that says where workers lie name the built ones. */
export function bundledWorkers(): Plugin {
  const module = normalizePath(join(core, 'threads/worker-url.ts'))
  const base = JSON.stringify(`${pathToFileURL(folder).href}/worker-url.js`)
  return {
    name: 'bundled-workers',
    enforce: 'pre',
    transform: (code, id) => (id === module ? code.replaceAll('import.meta.url', base) : undefined),
  }
}
