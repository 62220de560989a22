import { appendFile, rename, rm, writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { BatchResult } from '../../../shared/contract/batches.ts'
import type { ParamsInput } from '../../../shared/contract/index.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host/host.ts'
import type { Output, ArchiveCommand, Invocation } from '../command.ts'
import { callMethod, numberOption, textOption, usageError } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { shorten, table } from '../terminal.ts'

const batchCommand: ArchiveCommand = {
  // The export of a table is recorded in the ledger.
  archive: 'write',
  usage:
    'batch <queries.csv> --archive <folder> [--out table.csv|table.json] [--hits 100] [--match all|any] [--bom]',
  about:
    'Runs every query of a list (one column, or name and query) and writes a table of all hits and their places. --hits 0 lists every hit; --bom is for Excel.',
  options: {
    out: { type: 'string' },
    hits: { type: 'string' },
    match: { type: 'string' },
    bom: { type: 'boolean' },
  },
  async run(invocation, host) {
    const [list, ...more] = invocation.words
    if (list === undefined || more.length > 0) throw usageError('batch needs one file of queries.')
    const out = outOption(invocation, list)
    const [ticket] = host.issueTickets([resolve(list)])
    // `callMethod` requires checked types; the word is unchecked input, which the contract validates.
    const match = textOption(invocation, 'match') as 'all' | undefined
    const hits = numberOption(invocation, 'hits', 100)
    const result = await runBatch(host, { list: { ticket: ticket!.id }, hits, match }, invocation)
    // A table of an interrupted list must not replace a complete one.
    const written = out && !result.cancelled ? out : null
    if (written) await writeTable(host, result.job, written)
    return describeBatch(result, written?.path)
  },
}

/** Commands that search for lists of queries. */
export const batchCommands = { batch: batchCommand }

interface Out {
  readonly path: string
  readonly format: 'csv' | 'json'
  readonly bom: boolean
}

/** Checked before the search, which may take long. */
function outOption(invocation: Invocation, list: string): Out | null {
  const out = textOption(invocation, 'out')
  const bom = invocation.options['bom'] === true
  if (out === undefined) return null
  const path = resolve(out)
  if (path === resolve(list)) throw usageError('--out would replace the list itself.')
  const format = extname(path).slice(1).toLowerCase()
  if (format !== 'csv' && format !== 'json')
    throw usageError('--out takes a name that ends in .csv or .json.')
  return { path, format, bom: bom && format === 'csv' }
}

async function runBatch(
  host: Host,
  request: ParamsInput<'batches.start'>,
  invocation: Invocation,
): Promise<BatchResult> {
  const { job } = await callMethod(host, 'batches.start', request)
  const waiting = () => callMethod(host, 'batches.result', { job })
  return await followJob(host, ({ id }) => id === job, invocation, waiting, progressLine)
}

function progressLine({ doneFiles, totalFiles, current }: Job): string {
  return `${doneFiles} of ${totalFiles ?? '…'} queries  ${shorten(current, 60)}`
}

/** An earlier file of this name is only replaced by a complete table. */
async function writeTable(host: Host, job: string, { path, format, bom }: Out): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await writeFile(unfinished, '')
    for (let part = 0, parts = 1; part < parts; part++) {
      const reply = await callMethod(host, 'batches.table', { job, format, part, bom })
      await appendFile(unfinished, reply.text)
      parts = reply.parts
    }
    await rename(unfinished, path)
  } catch (cause) {
    await rm(unfinished, { force: true })
    throw asTableError(cause)
  }
}

function asTableError(cause: unknown): unknown {
  const code =
    cause instanceof Error && 'code' in cause && !(cause instanceof AppError) ? cause.code : undefined
  return code === undefined
    ? cause
    : new AppError('batches.not-written', { problem: String(code) }, { cause })
}

function describeBatch(result: BatchResult, path: string | undefined): Output {
  const { summaries, problems, cancelled, queries } = result
  const rows = summaries.map(({ number, name, query, total, listed, unread }) => [
    `${number}`,
    shorten(name, 30),
    shorten(query, 60),
    total === null ? 'failed' : `${total}`,
    total !== null && listed < total ? `${listed} listed` : '',
    unread.length > 0 ? `read as plain words: ${unread.join(' ')}` : '',
  ])
  const wrong = problems.map(({ line, problem, text }) => [
    `line ${line}`,
    problemWords[problem],
    shorten(text, 60),
  ])
  const ended = cancelled ? 'Stopped; no table was written. ' : ''
  const counts = `Queries: ${summaries.length} of ${queries}. Lines left out: ${problems.length}.`
  const text = `${table(rows)}${table(wrong)}${ended}${counts}${path ? ` Table: ${path}` : ''}\n`
  const isComplete = !cancelled && problems.length === 0 && summaries.every(({ total }) => total !== null)
  return { json: { ...result, ...(path ? { table: path } : {}) }, text, exitCode: isComplete ? 0 : 1 }
}

const problemWords: Readonly<Record<BatchResult['problems'][number]['problem'], string>> = {
  'torn-quote': 'a quote is not closed or has text after it; write a quote inside a cell twice',
  'too-many-cells': 'more cells than the list has columns',
  'no-query': 'no query',
  'too-long': 'too long for a query',
}
