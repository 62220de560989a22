import { fileURLToPath } from 'node:url'

/** The built form of a program that only tests run, such as `import-child`: a child process or a thread. */
export function childProgram(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, process.env['HOLDFAST_TEST_WORKERS']))
}
