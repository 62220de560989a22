import { defineConfig } from 'vitest/config'
import { bundledWorkers } from './tests/tools/bundled-workers.ts'

export default defineConfig({
  plugins: [bundledWorkers()],
  test: {
    include: ['{shared,electron,renderer,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/tools/bundled-workers.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
})
