import { join, resolve } from 'node:path'
import { build } from 'vite'

/** The folder of the project. */
export const root = resolve(import.meta.dirname, '../..')
const core = join(root, 'electron/core')

const sources = {
  extract: 'extract/worker.ts',
  search: 'search/worker.ts',
  verify: 'verification/worker.ts',
  backup: 'backups/worker.ts',
  hash: 'vault/hash-worker.ts',
  watch: 'threads/watch-worker.ts',
}

/** Builds every worker of the core into a folder, and other programs beside them, which find them there. */
export async function buildWorkers(
  outDir: string,
  programs: Readonly<Record<string, string>> = {},
): Promise<void> {
  const workers = Object.entries(sources).map(([service, source]) => [
    `${service}-worker`,
    join(core, source),
  ])
  const input = { ...Object.fromEntries(workers), ...programs }
  // A worker that starts another looks beside its own chunk.
  const output = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: ['zod', 'canonicalize', 'fflate'] },
    build: { ssr: true, target: 'node20', outDir, emptyOutDir: true, rolldownOptions: { input, output } },
  })
}
