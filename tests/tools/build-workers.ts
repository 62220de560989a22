import { join, resolve } from 'node:path'
import { build } from 'vite'
import { workerInputs } from '../../electron/core/threads/worker-entries.ts'

/** The folder of the project. */
export const root = resolve(import.meta.dirname, '../..')

/** Builds every worker of the core into a folder, with other programs next to them, which find them there. */
export async function buildWorkers(
  outDir: string,
  programs: Readonly<Record<string, string>> = {},
): Promise<void> {
  const input = { ...workerInputs(join(root, 'electron/core')), ...programs }
  // A worker that starts another looks for it next to its own chunk.
  const output = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: ['zod', 'canonicalize', 'fflate'] },
    build: { ssr: true, target: 'node20', outDir, emptyOutDir: true, rolldownOptions: { input, output } },
  })
}
