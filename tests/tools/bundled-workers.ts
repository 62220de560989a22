import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { normalizePath, type Plugin } from 'vite'
import { buildWorkers, root } from './build-workers.ts'

const folder = join(root, 'out/test-workers')
const core = join(root, 'electron/core')

/**
 * Builds the worker threads once before the tests. From source, each thread would strip types with a WebAssembly module
 * of Node's own, and V8 can end a process in which many threads start and end with WebAssembly (nodejs/node#64500).
 */
export async function setup(): Promise<void> {
  await buildWorkers(folder)
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
