/** The services that run in threads or processes of their own, with their code as seen from this folder. */
const sources = {
  extract: '../extract/worker.ts',
  search: '../search/worker.ts',
  verify: '../verification/worker.ts',
  backup: '../backups/worker.ts',
  hash: '../vault/hash-worker.ts',
  watch: './watch-worker.ts',
} as const

/** Where the code of a service's worker lies: where its source is, or beside the built chunks when built. */
export function workerUrl(service: keyof typeof sources): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(isSource ? sources[service] : `./${service}-worker.js`, import.meta.url)
}
