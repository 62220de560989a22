import type { Command } from '../command.ts'

/** Returns the help text: every command with its usage, then what applies to all. */
export function helpText(commands: Readonly<Record<string, Command>>): string {
  const entries = Object.values(commands).map(({ usage, about }) => `  holdfast ${usage}\n      ${about}\n`)
  return `Holdfast keeps statements, videos and citations as evidence.\n\n${entries.join('')}\n${ending}`
}

const ending = `With --json a command prints one JSON document on stdout and nothing else; progress goes to stderr.
An error is then {"error":{"code","message","facts"}}.

It exits with
  0  done (verify: the archive is intact)
  1  done, but something is wrong: verify found damage, a file of an import failed,
     a line of a list was left out, a query failed, or it was stopped
  2  not done: the command was not understood, or it met an error

Only “init”, “import” and “restore” create an archive. One program at a time writes to an archive.
`
