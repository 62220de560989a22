/** Where the worker's code lies: beside this module from source, beside the built chunks when built. */
export function searchWorkerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './search-worker.js'
  return new URL(name, import.meta.url)
}
