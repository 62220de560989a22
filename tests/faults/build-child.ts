import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const core = join(root, 'electron/core')

/** Builds the process that is killed, with its workers beside it, and answers its path: from source it would start four times slower. */
export async function buildChild(): Promise<string> {
  // Two runs beside each other must not build over one another; what is left of one that was broken off is small.
  const folder = join(root, `out/test-faults-${process.pid}`)
  const input = {
    'kill-child': join(import.meta.dirname, 'kill-child.ts'),
    'extract-worker': join(core, 'extract/worker.ts'),
    'search-worker': join(core, 'search/worker.ts'),
    'verify-worker': join(core, 'verify-worker.ts'),
    'hash-worker': join(core, 'vault/hash-worker.ts'),
  }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  })
  return join(folder, 'kill-child.js')
}
