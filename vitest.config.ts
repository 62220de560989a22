import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { bundledWorkers } from './tests/tools/bundled-workers.ts'
import { PATIENCE_MS } from './tests/tools/level.ts'
import { ShuffledFiles } from './tests/tools/shuffled-files.ts'

const isMeasured = process.env['HOLDFAST_TEST_SLOW'] !== undefined
const seed = process.env['HOLDFAST_TEST_SEED']

/** Tests that replace parts of Node or measure their own process: each file gets a process of its own. */
const isolated = ['tests/{faults,hostile}/**/*.test.ts']

export default defineConfig({
  plugins: [bundledWorkers()],
  test: {
    globalSetup: ['tests/tools/temp-root.ts', 'tests/tools/bundled-workers.ts'],
    setupFiles: isMeasured ? ['tests/tools/slow/record-file.ts'] : [],
    // A limit only ends what hangs: tests wait for events, however busy the machine is.
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
    pool: 'forks',
    // Most tests wait for threads, processes and files most of the time.
    maxWorkers: availableParallelism() + 1,
    sequence: {
      shuffle: { files: true, tests: true },
      sequencer: ShuffledFiles,
      ...(seed ? { seed: Number(seed) } : {}),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'own process',
          include: isolated,
          isolate: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['{dev,shared,electron,renderer,tests}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...isolated],
          isolate: false,
        },
      },
    ],
  },
})
