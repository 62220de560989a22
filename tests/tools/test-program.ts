import { fileURLToPath } from 'node:url'

/** The path of a built program that only tests run, by the name of its source; see bundled-workers.ts. */
export const testProgram = (name: string): string =>
  fileURLToPath(new URL(`${name}.js`, process.env['HOLDFAST_TEST_WORKERS']))
