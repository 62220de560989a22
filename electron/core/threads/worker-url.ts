import { workerEntries, type WorkerName } from './worker-entries.ts'

/** Where the program of a worker is: its source file, or next to the built chunks when this is one of them. */
export function workerUrl(name: WorkerName): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(isSource ? `../${workerEntries[name]}` : `./${name}-worker.js`, import.meta.url)
}
