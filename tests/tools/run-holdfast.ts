import { runCommand } from '../../electron/cli/run/run.ts'

/** What a command line printed to standard output and to standard error, both together in order, and its exit code. */
export interface Ran {
  readonly printed: string
  readonly said: string
  readonly text: string
  readonly exitCode: number
}

/** Runs one command line of Holdfast on a data folder, in this process, as a terminal would. */
export async function runHoldfast(
  home: string,
  words: readonly string[],
  { resources = '', signal = new AbortController().signal } = {},
): Promise<Ran> {
  let [printed, said, text] = ['', '', '']
  const terminal = {
    async print(part: string) {
      printed += part
      text += part
    },
    progress: () => undefined,
    endProgress: () => undefined,
    complain(line: string) {
      said += `${line}\n`
      text += `${line}\n`
    },
  }
  const facts = { home, resources, actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
  const exitCode = await runCommand(words, facts, terminal, signal)
  return { printed, said, text, exitCode }
}
