import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AppError, reportError } from '../../../shared/errors.ts'
import type { createHost, Host } from '../../core/host/host.ts'
import { openHost } from '../../core/host/host.ts'
import { readArguments, wantsJson } from '../arguments.ts'
import type { Output, ArchiveCommand, Command, ExitCode, Invocation } from '../command.ts'
import { callMethod, textOption, usageError } from '../command.ts'
import { aliasCommands } from '../commands/aliases.ts'
import { archiveCommands } from '../commands/archives.ts'
import { backupCommands } from '../commands/backups.ts'
import { batchCommands } from '../commands/batch.ts'
import { custodyCommands } from '../commands/custody.ts'
import { checkingCommands } from '../commands/checking.ts'
import { findingCommands } from '../commands/finding.ts'
import { mergeCommands } from '../commands/merges.ts'
import { recordCommands } from '../commands/records.ts'
import { rpcCommands } from '../commands/rpc.ts'
import { savedSearchCommands } from '../commands/searches.ts'
import { timestampCommands } from '../commands/timestamps.ts'
import { helpText } from './help.ts'
import { printableOutput, type Terminal } from '../terminal.ts'

type Facts = Parameters<typeof createHost>[0]

const commands: Readonly<Record<string, Command>> = {
  ...archiveCommands,
  ...findingCommands,
  ...savedSearchCommands,
  ...aliasCommands,
  ...batchCommands,
  ...recordCommands,
  ...checkingCommands,
  ...custodyCommands,
  ...timestampCommands,
  ...backupCommands,
  ...mergeCommands,
  ...rpcCommands,
}

/** Runs one command line; resolves to its exit code when all of its output has been written. */
export async function runCommand(
  words: readonly string[],
  facts: Facts,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const json = wantsJson(words)
  try {
    const request = readArguments(words, commands)
    if (request === null) {
      await terminal.print(json ? `${JSON.stringify({ help: helpText(commands) })}\n` : helpText(commands))
      return 0
    }
    const invocation = { words: request.words, options: request.options, terminal, signal }
    const output = await runOn(request.command, invocation, facts)
    await printOutput(output, json, terminal)
    return output.exitCode
  } catch (error) {
    // Ctrl-C is not a bug, so its error is not shown as one.
    if (signal.aborted) terminal.complain('Stopped.')
    else if (!(error instanceof AppError)) terminal.complain(describeBug(error))
    await printError(error, json, terminal)
    return 2
  }
}

async function runOn(command: Command, invocation: Invocation, facts: Facts): Promise<Output> {
  if (command.archive === 'none') return command.run(invocation, facts.home)
  const host = await openArchive(command, invocation, facts)
  try {
    for (const { message } of await callMethod(host, 'archive.repairs', {}))
      invocation.terminal.complain(`Repaired: ${message}`)
    await reportNewer(host, invocation.terminal)
    return await command.run(invocation, host)
  } finally {
    await host.close()
  }
}

async function reportNewer(host: Host, terminal: Terminal): Promise<void> {
  const { newer } = (await callMethod(host, 'archive.describe', {})) ?? {}
  if (!newer) return
  const { format, leftOut } = newer
  terminal.complain(`Opened for reading: a newer Holdfast wrote this archive (format ${format}).`)
  if (leftOut > 0)
    terminal.complain(
      `Records, tags and searches left out because only the newer version can show them: ${leftOut}.`,
    )
}

async function openArchive(command: ArchiveCommand, invocation: Invocation, facts: Facts): Promise<Host> {
  const folder = command.archive === 'new' ? invocation.words[0] : textOption(invocation, 'archive')
  if (folder === undefined)
    throw usageError(
      command.archive === 'new' ? 'init needs a folder.' : 'The command needs --archive <folder>.',
    )
  const archive = resolve(folder)
  if (command.archive === 'new' && existsSync(join(archive, 'holdfast.json')))
    throw new AppError('archive.exists', { path: archive })
  const creates = command.archive === 'new' || command.archive === 'create'
  const create = creates ? { title: textOption(invocation, 'title') ?? basename(archive) } : undefined
  try {
    return await openHost({ ...facts, archive, create })
  } catch (cause) {
    const isLocked = cause instanceof AppError && cause.code === 'archive.locked'
    if (!isLocked || command.archive !== 'read') throw cause
    // A command that only reads need not wait for a program that writes.
    const { who = '', since = '' } = cause.facts
    invocation.terminal.complain(`Opened for reading: ${who} has the archive open since ${since}.`)
    return await openHost({ ...facts, archive, readOnly: true })
  }
}

async function printOutput(output: Output, json: boolean, terminal: Terminal): Promise<void> {
  terminal.endProgress()
  if (!json) return terminal.print(printableOutput(output.text))
  if (output.json !== undefined) await terminal.print(`${JSON.stringify(output.json)}\n`)
}

async function printError(error: unknown, json: boolean, terminal: Terminal): Promise<void> {
  const report = reportError(error, 'on stderr')
  terminal.endProgress()
  if (json) return terminal.print(`${JSON.stringify({ error: report })}\n`)
  terminal.complain(`holdfast: ${report.message} (${report.code})`)
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
