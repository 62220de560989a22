import { basename, resolve } from 'node:path'
import type { ImportResult } from '../../../shared/contract/imports.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { extractionWords } from '../../../shared/words/extraction-words.ts'
import { describeWriter } from '../../../shared/words/writer-words.ts'
import { openHost, type Host } from '../../core/host/host.ts'
import type { Output, ArchiveCommand, Invocation, PlainCommand } from '../command.ts'
import { callMethod, listOption, textOption, usageError } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { list, printable, table } from '../terminal.ts'

const initCommand: ArchiveCommand = {
  archive: 'new',
  usage: 'init <folder> [--title "…"] [--shared]',
  about:
    'Creates an archive in a new or empty folder. Only you can read it; with --shared, everybody in the group of its folder can read and change it.',
  options: { title: { type: 'string' }, shared: { type: 'boolean' } },
  async run(_, host) {
    const archive = await callMethod(host, 'archive.describe', {})
    if (archive === null) throw new Error('the new archive is not open')
    const text = list([
      ['archive', archive.title],
      ['folder', archive.path],
    ])
    return { json: archive, text, exitCode: 0 }
  },
}

const importCommand: ArchiveCommand = {
  archive: 'create',
  usage: 'import <file or folder>… --archive <folder> [--title "…"] [--tag a/b]…',
  about: 'Imports files and folders; an archive that does not exist is created.',
  options: { title: { type: 'string' }, tag: { type: 'string', multiple: true } },
  async run(invocation, host) {
    if (invocation.words.length === 0) throw usageError('import needs a file or a folder.')
    const tickets = host.issueTickets(invocation.words.map((word) => resolve(word))).map(({ id }) => id)
    const tags = []
    for (const path of listOption(invocation, 'tag'))
      tags.push((await callMethod(host, 'tags.create', { path })).id)
    return describeImport(await runImport(host, { tickets, tags }, invocation))
  },
}

const adoptCommand: PlainCommand = {
  archive: 'none',
  usage: 'adopt --archive <folder>',
  about:
    'Says that an archive which came from elsewhere is yours to work on. Until then it is only read. Prints who wrote it and what vouches for that; what is derived in it is set aside and made again.',
  options: {},
  async run(invocation, home, facts) {
    const folder = textOption(invocation, 'archive')
    if (folder === undefined) throw usageError('adopt needs --archive <folder>.')
    const host = await openHost({ ...facts, home, archive: resolve(folder), isMine: true })
    try {
      for (const { message } of await callMethod(host, 'archive.repairs', {}))
        invocation.terminal.complain(printable(message))
      const archive = await callMethod(host, 'archive.describe', {})
      const { writers } = await callMethod(host, 'custody.verify', { mode: 'quick' })
      const text = writers.map((writer) => `${printable(describeWriter(writer))}\n`).join('')
      return { json: { archive, writers }, text, exitCode: 0 }
    } finally {
      await host.close()
    }
  },
}

const makePrivateCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'make-private --archive <folder>',
  about: 'Takes from all other users of the computer what they may do with the files of an archive.',
  options: {},
  async run(_, host) {
    const reply = await callMethod(host, 'custody.make-private', {})
    return { json: reply, text: 'Only you can read this archive now.\n', exitCode: 0 }
  },
}

/** Commands that create an archive if there is none, take one on, or close it to others. */
export const archiveCommands = {
  init: initCommand,
  import: importCommand,
  adopt: adoptCommand,
  'make-private': makePrivateCommand,
}

type ImportRequest = Parameters<typeof callMethod<'imports.start'>>[2]

async function runImport(host: Host, request: ImportRequest, invocation: Invocation): Promise<ImportResult> {
  const { job } = await callMethod(host, 'imports.start', request)
  const waiting = () => callMethod(host, 'imports.wait', { job })
  return await followJob(host, ({ id }) => id === job, invocation, waiting, progressLine)
}

function progressLine(job: Job): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  const files = job.totalFiles === null ? `${job.doneFiles}` : `${job.doneFiles} of ${job.totalFiles}`
  const bytes =
    job.totalBytes === null
      ? megabytes(job.doneBytes)
      : `${megabytes(job.doneBytes)} of ${megabytes(job.totalBytes)}`
  return `${files} files, ${bytes} MB  ${basename(job.current)}`
}

function describeImport(result: ImportResult): Output {
  const { files, imported, duplicates, failed, cancelled } = result
  const summary = `Files: ${files}. Imported: ${imported}. Already there: ${duplicates}. Failed: ${failed}.`
  const failures = result.outcomes
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, code, message }) => [name, code ?? '', message ?? ''])
  // Lists, for each file, what a search may miss or shows differently than the file does.
  const noted = result.outcomes.flatMap(({ name, notes = [] }) =>
    notes.map((note) => [name, note, extractionWords[note]]),
  )
  const text = `${table([...failures, ...noted])}${cancelled ? 'Stopped. ' : ''}${summary}\n`
  return { json: result, text, exitCode: failed > 0 || cancelled ? 1 : 0 }
}
