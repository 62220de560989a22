import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { contract } from '../../../shared/contract/index.ts'
import type { VerifyReport } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import { describeWriter } from '../../../shared/words/writer-words.ts'
import { describeNotice } from '../../../shared/words/notice-words.ts'
import { openProfile } from '../../core/host/host.ts'
import { pinsIn, readArchiveId, verifyArchive, type VerifyProgress } from '../../core/host/unopened.ts'
import type { PlainCommand } from '../command.ts'
import { textOption, usageError } from '../command.ts'
import { printable, table } from '../terminal.ts'

const verifyCommand: PlainCommand = {
  archive: 'none',
  usage: 'verify --archive <folder> [--quick | --full] [--fresh] [--against <head.txt>]',
  about:
    'Recomputes every ledger hash and re-reads every object; continues an interrupted run unless --fresh. --quick checks sizes only; --against also compares the ledger with a head statement that was kept elsewhere. Exits with 0 intact, 1 damaged, 2 could not run.',
  options: {
    quick: { type: 'boolean' },
    full: { type: 'boolean' },
    fresh: { type: 'boolean' },
    against: { type: 'string' },
  },
  async run(invocation, home) {
    const folder = textOption(invocation, 'archive')
    if (folder === undefined) throw usageError('verify needs --archive <folder>.')
    const archive = resolve(folder)
    refuseOther(archive)
    const { quick, full, fresh = false } = invocation.options
    if (quick && (full || fresh))
      throw usageError('verify takes --quick alone, or --full with or without --fresh.')
    const pins = await readAgainst(textOption(invocation, 'against'), archive)
    const report = await verifyArchive(archive, {
      pins,
      mode: quick ? 'quick' : 'full',
      fresh: Boolean(fresh),
      // An archive is verified even if this computer cannot open a profile.
      profile: await openProfile(home).catch(() => undefined),
      onProgress: (progress) => invocation.terminal.progress(progressLine(progress)),
      signal: invocation.signal,
    })
    return { json: report, text: describeReport(report), exitCode: report.intact ? 0 : 1 }
  },
}

const methodsCommand: PlainCommand = {
  archive: 'none',
  usage: 'methods',
  about: 'Lists every method of the contract; with --json, each with its JSON Schemas.',
  options: {},
  async run() {
    const methods = Object.entries(contract).map(([name, { about, params, reply }]) => ({
      name,
      about,
      params: z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }),
      reply: z.toJSONSchema(reply, { unrepresentable: 'any' }),
    }))
    const text = table(methods.map(({ name, about }) => [name, about]))
    return { json: { methods }, text, exitCode: 0 }
  },
}

/** Commands that examine an archive, or Holdfast itself, without opening anything. */
export const checkingCommands = { verify: verifyCommand, methods: methodsCommand }

async function readAgainst(path: string | undefined, archive: string) {
  if (path === undefined) return []
  const text = await readFile(resolve(path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw usageError(`${path} cannot be read (${cause.code}).`)
  })
  const kept = pinsIn(text, basename(path))
  if (!kept) throw usageError(`${path} is not a head statement, or was changed.`)
  const id = await readArchiveId(archive)
  if (id !== null && kept.archive !== id) throw usageError(`${path} states the head of another archive.`)
  return kept.pins
}

/** A folder that was never an archive is not a damaged one. */
function refuseOther(path: string): void {
  if (!existsSync(path)) throw new AppError('archive.not-found', { path })
  const isArchive = ['holdfast.json', 'ledger'].some((name) => existsSync(join(path, name)))
  if (!isArchive) throw new AppError('archive.not-an-archive', { path })
}

function describeWriters({ writers }: VerifyReport): string {
  return writers.map((writer) => `${printable(`Ledger ${describeWriter(writer)}`)}\n`).join('')
}

function progressLine(progress: VerifyProgress): string {
  const bytes = `${(progress.doneBytes / 1e6).toFixed(1)} of ${(progress.totalBytes / 1e6).toFixed(1)} MB`
  return `${progress.doneObjects} of ${progress.totalObjects} objects, ${bytes}`
}

function describeReport(report: VerifyReport): string {
  const summary = `${report.ledgerLines} ledger lines ${checkedWords[report.mode](report.objects)}${
    report.resumed ? `, some of them in the run that began at ${report.startedAt}` : ''
  }.`
  const notices = report.notices.map((notice) => `${printable(describeNotice(notice))}\n`).join('')
  if (report.intact) return `${intactWord(report)} ${summary}\n${describeWriters(report)}${notices}`
  const damages = report.damages.map(({ kind, file, line, message }) => [
    kind,
    line === undefined ? file : `${file}:${line}`,
    message,
  ])
  return `${printable(`Damaged. ${summary}`)}\n${table(damages)}${describeWriters(report)}${notices}`
}

// Hashes show that nothing changed by chance; who wrote it is another matter, and is said in the same breath.
function intactWord({ writers }: VerifyReport): string {
  const unsigned = writers.filter(({ signedUpTo }) => signedUpTo === 0)
  if (unsigned.length === 0) return 'Intact.'
  return `Intact, but not signed by ${unsigned.map(({ device }) => device).join(', ')}.`
}

const checkedWords: Readonly<Record<VerifyReport['mode'], (objects: number) => string>> = {
  full: (objects) => `and ${objects} objects were read`,
  quick: (objects) => `were read, and the sizes of ${objects} objects compared`,
}
