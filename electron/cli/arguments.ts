import { parseArgs } from 'node:util'
import type { Command, Invocation } from './command.ts'
import { usageError } from './command.ts'

/** The parsed words of a command line. */
export interface Request {
  readonly name: string
  readonly command: Command
  readonly words: readonly string[]
  readonly options: Invocation['options']
}

/** Parses the words after the program's name; null means help. Throws `request.usage` for invalid words. */
export function readArguments(
  words: readonly string[],
  commands: Readonly<Record<string, Command>>,
): Request | null {
  const [name, ...rest] = words
  if (name === undefined) throw usageError('No command was given.')
  if (['help', '--help', '-h'].includes(name) || rest.includes('--help')) return null
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw usageError(`There is no command “${name}”.`)
  const { values, positionals } = parse(rest, command)
  return { name, command, words: positionals, options: values }
}

/** Returns whether JSON output is requested, even when the other words are invalid. */
export function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? words.length : end).includes('--json')
}

function parse(args: readonly string[], command: Command) {
  const common = { json: { type: 'boolean' }, archive: { type: 'string' } } as const
  try {
    return parseArgs({
      args: [...args],
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS'))
      throw usageError(sentence(error))
    throw error
  }
}

/** Node's first sentence says what is wrong; the next ones are advice on syntax. */
function sentence(error: unknown): string {
  return `${(error as Error).message.split('. ', 1)[0]!.replace(/\.$/, '')}.`
}
