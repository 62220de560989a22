import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { normalizePath } from 'vite'
import { workerInputs } from './electron/core/threads/worker-entries.ts'
import { version } from './package.json'
import { queryReads } from './renderer/data/query-reads.ts'
import { layeredStyles } from './renderer/style-layers.ts'
import { shippedPackages } from './tests/tools/shipped-packages.ts'

const here = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      sourcemap: true,
      rollupOptions: {
        input: {
          main: here('electron/main.ts'),
          browser: here('electron/browser.ts'),
          cli: here('electron/cli.ts'),
          start: here('electron/start.ts'),
          ...workerInputs(here('electron/core')),
        },
        // Workers are expected next to the module that starts them, so all chunks are in one folder.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      rollupOptions: {
        input: { preload: here('electron/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react(), englishOnly(), evaluatedReads(), layeredStyles(normalizePath(here('renderer')))],
    define: { BUILD_FACTS: JSON.stringify(buildFacts()) },
    build: {
      outDir: here('out/renderer'),
      minify: true,
      sourcemap: true,
      // One style sheet: rules keep their order, and a part that arrives later moves nothing.
      cssCodeSplit: false,
      // tests/e2e/browser/start.spec.ts holds the size of the first script.
      chunkSizeWarningLimit: 700,
      rollupOptions: {
        input: { index: here('renderer/index.html') },
        // Two scripts instead of a hundred: the first list needs one, and the idle window loads the other.
        output: {
          codeSplitting: {
            groups: [
              { name: 'start', tags: ['$initial'], priority: 1, includeDependenciesRecursively: false },
              { name: 'parts', priority: 0 },
            ],
          },
        },
      },
    },
  },
})

/** Leaves out react-aria's texts in other languages: the window is in English, and they fall back to English. */
function englishOnly() {
  return {
    name: 'english-only',
    load: (id: string) =>
      /react-aria[^/]*\/dist\/.*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id)
        ? 'export default undefined'
        : null,
  }
}

/** Replaces `query-reads.ts` with its value: deriving it in the page would load the whole contract there. */
function evaluatedReads() {
  const file = here('renderer/data/query-reads.ts')
  const text = `export const queryReads = ${JSON.stringify(queryReads)}`
  return { name: 'query-reads', load: (id: string) => (id === file ? text : null) }
}

/** What the window says about the program: its version, and every package in it with its licence. */
function buildFacts() {
  const packages = shippedPackages().map(({ name, version, licence }) => ({ name, version, licence }))
  return { version, packages }
}
