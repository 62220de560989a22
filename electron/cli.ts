import { appFacts } from './app-facts.ts'
import { runCommand } from './cli/run/run.ts'
import { createTerminal } from './cli/terminal.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort())

// The core's workers do not keep the process running; a command that is not finished must.
setInterval(() => {}, 2 ** 30)

const terminal = createTerminal(process.stdout, process.stderr)
const exitCode = await runCommand(process.argv.slice(2), appFacts, terminal, interruption.signal)
// All output has been written; standard input, or a reader that went away, must not keep the process running.
process.exit(exitCode)
