import type { ParseArgsOptionsConfig } from 'node:util'
import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { Host } from '../core/host/host.ts'
import type { Terminal } from './terminal.ts'

/** What a command ends with: 0 done, 1 done but something is wrong, 2 could not be done. */
export type ExitCode = 0 | 1 | 2

/** What a command found: the document for `--json` (undefined: none), and the same for a person at a terminal. */
export interface Answer {
  readonly json: unknown
  readonly text: string
  readonly exitCode: ExitCode
}

/** What a command is given: its words, its options and the ways out to the terminal. */
export interface Invocation {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** A command that needs no archive, or finds it itself. */
export interface PlainCommand {
  readonly archive: 'none'
  readonly usage: string
  readonly about: string
  readonly options: ParseArgsOptionsConfig
  /** `home` is the folder of what this computer remembers. */
  readonly run: (invocation: Invocation, home: string) => Promise<Answer>
}

/**
 * A command on the archive named by `--archive`: opened for reading, for writing, or for writing and made if it is not
 * there. `new` makes the one named by the command's first word, which must not exist.
 */
export interface ArchiveCommand {
  readonly archive: 'read' | 'write' | 'create' | 'new'
  readonly usage: string
  readonly about: string
  readonly options: ParseArgsOptionsConfig
  readonly run: (invocation: Invocation, host: Host) => Promise<Answer>
}

export type Command = PlainCommand | ArchiveCommand

/** The reply of a method; throws the error of the reply as `AppError`. */
export async function callMethod<Name extends MethodName>(
  host: Host,
  name: Name,
  params: ParamsInput<Name>,
): Promise<Reply<Name>> {
  const result = await host.call(name, params)
  if (!result.ok) throw new AppError(result.error.code, result.error.facts)
  // The host checks a reply's type where it is made; across the door it has none.
  return result.value as Reply<Name>
}

/** The value of an option that was given once, or undefined. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that may be repeated. */
export function listOption(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.options[name]
  return Array.isArray(value) ? value : []
}

/** The value of an option that is a whole number; throws `request.usage` for anything else. */
export function numberOption(invocation: Invocation, name: string, otherwise: number): number {
  const value = textOption(invocation, name)
  if (value === undefined) return otherwise
  if (!/^\d+$/.test(value)) throw usageError(`--${name} takes a whole number, not “${value}”.`)
  return Number(value)
}

/** The error of a command line that is not written as it must be. */
export function usageError(problem: string): AppError {
  return new AppError('request.usage', { problem })
}
