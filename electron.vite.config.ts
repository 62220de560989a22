import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { workerInputs } from './electron/core/threads/worker-entries.ts'
import { version } from './package.json'
import { shippedPackages } from './tests/tools/shipped-packages.ts'

const here = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      rollupOptions: {
        input: {
          main: here('electron/main.ts'),
          browser: here('electron/browser.ts'),
          cli: here('electron/cli.ts'),
          start: here('electron/start.ts'),
          ...workerInputs(here('electron/core')),
        },
        // Workers are found beside the module that starts them, so every chunk lies in one folder.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: here('electron/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react()],
    define: { BUILD_FACTS: JSON.stringify(buildFacts()) },
    build: {
      outDir: here('out/renderer'),
      rollupOptions: { input: { index: here('renderer/index.html') } },
    },
  },
})

/** What the window says of the program: its version, and every package in it with its licence. */
function buildFacts() {
  const packages = shippedPackages().map(({ name, version, licence }) => ({ name, version, licence }))
  return { version, packages }
}
