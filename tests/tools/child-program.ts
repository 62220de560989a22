import { fileURLToPath } from 'node:url'

/** The built form of a program in tests/flows (`import-child`, for example), to run as a child process of a test. */
export function childProgram(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, process.env['HOLDFAST_TEST_WORKERS']))
}
