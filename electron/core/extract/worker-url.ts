/** Where the worker's code lies: beside this module from source, beside the built chunks when built. */
export function extractWorkerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './extract-worker.js'
  return new URL(name, import.meta.url)
}
