/**
 * The programs that run in their own threads or processes, as paths from `electron/core`. The build creates a
 * `<name>-worker.js` from each.
 */
export const workerEntries = {
  extract: 'extract/worker.ts',
  search: 'search/worker.ts',
  verify: 'verification/worker.ts',
  backup: 'backups/worker.ts',
  hash: 'vault/hash-worker.ts',
  watch: 'threads/watch-worker.ts',
} as const

/** The name of a worker program. */
export type WorkerName = keyof typeof workerEntries

/** The sources of all workers under the names that the build gives them; `core` is the path of `electron/core`. */
export function workerInputs(core: string): Record<string, string> {
  const entries = Object.entries(workerEntries)
  return Object.fromEntries(entries.map(([name, source]) => [`${name}-worker`, `${core}/${source}`]))
}
