import type { ParseArgsOptionsConfig } from 'node:util'
import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { Host, HostOptions } from '../core/host/host.ts'
import type { Terminal } from './terminal.ts'

/** The exit code of a command: 0 done, 1 done but something is wrong, 2 could not be done. */
export type ExitCode = 0 | 1 | 2

/** The result of a command: the document for `--json` (undefined: none), and the same as text for a terminal. */
export interface Output {
  readonly json: unknown
  readonly text: string
  readonly exitCode: ExitCode
}

/** The input of a command: its words, its options and the terminal. */
export interface Invocation {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** A command that needs no archive, or finds it on its own. */
export interface PlainCommand {
  readonly archive: 'none'
  readonly usage: string
  readonly about: string
  readonly options: ParseArgsOptionsConfig
  /** `home` is the folder of the profile; `facts` are what a host is opened with. */
  readonly run: (invocation: Invocation, home: string, facts: HostOptions) => Promise<Output>
}

/**
 * A command on the archive named by `--archive`: opened for reading, for writing, or for writing and created if it
 * does not exist. `new` creates the archive named by the command's first word, which must not exist.
 */
export interface ArchiveCommand {
  readonly archive: 'read' | 'write' | 'create' | 'new'
  readonly usage: string
  readonly about: string
  readonly options: ParseArgsOptionsConfig
  readonly run: (invocation: Invocation, host: Host) => Promise<Output>
}

export type Command = PlainCommand | ArchiveCommand

/** Calls a method and resolves to its reply; throws the error of the reply as `AppError`. */
export async function callMethod<Name extends MethodName>(
  host: Host,
  name: Name,
  params: ParamsInput<Name>,
): Promise<Reply<Name>> {
  const result = await host.call(name, params)
  if (!result.ok) throw new AppError(result.error.code, result.error.facts)
  // The host validates the reply, but the type is lost in `call`.
  return result.value as Reply<Name>
}

/** Returns the value of an option that was given once, or undefined. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name]
  return typeof value === 'string' ? value : undefined
}

/** Returns the values of an option that may be repeated. */
export function listOption(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.options[name]
  return Array.isArray(value) ? value : []
}

/** Returns the value of an option that is a whole number; throws `request.usage` for anything else. */
export function numberOption(invocation: Invocation, name: string, otherwise: number): number {
  const value = textOption(invocation, name)
  if (value === undefined) return otherwise
  if (!/^\d+$/.test(value)) throw usageError(`--${name} takes a whole number, not “${value}”.`)
  return Number(value)
}

/** Returns the error for an invalid command line. */
export function usageError(problem: string): AppError {
  return new AppError('request.usage', { problem })
}
