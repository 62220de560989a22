import type { SearchAnswer } from '../../../shared/contract/search.ts'
import type { Host } from '../../core/host/host.ts'
import type { Output, ArchiveCommand, Invocation } from '../command.ts'
import { callMethod, numberOption, textOption, usageError } from '../command.ts'
import { shorten, table } from '../terminal.ts'

const paging = { limit: { type: 'string' }, offset: { type: 'string' }, sort: { type: 'string' } } as const

const searchCommand: ArchiveCommand = {
  archive: 'read',
  usage:
    'search "<query>" --archive <folder> [--limit 20] [--offset 0] [--sort relevance|date|title|accession|modified]',
  about: 'Finds records by words, “phrases” and filters such as kind:video tag:medical.',
  options: paging,
  run(invocation, host) {
    if (invocation.words.length === 0) throw usageError('search needs a query.')
    return find(invocation, host, { query: invocation.words.join(' '), sort: 'relevance' })
  },
}

const listCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'list --archive <folder> [--limit 20] [--offset 0] [--sort …]',
  about: 'Lists records by accession number.',
  options: paging,
  run: (invocation, host) => find(invocation, host, { query: '', sort: 'accession' }),
}

/** Commands that return many records. */
export const findingCommands = { search: searchCommand, list: listCommand }

async function find(
  invocation: Invocation,
  host: Host,
  otherwise: { readonly query: string; readonly sort: string },
): Promise<Output> {
  // `callMethod` requires checked types; the sort is unchecked input, which the contract validates.
  const sort = (textOption(invocation, 'sort') ?? otherwise.sort) as 'relevance'
  const offset = numberOption(invocation, 'offset', 0)
  const limit = numberOption(invocation, 'limit', 20)
  const reply = await callMethod(host, 'search.find', { query: otherwise.query, sort, offset, limit })
  return { json: reply, text: describeHits(reply, offset), exitCode: 0 }
}

/** Formats hits as a table for a terminal, with their total. */
export function describeHits(reply: SearchAnswer, offset: number): string {
  const rows = reply.hits.map((hit) => [
    hit.id,
    hit.kind,
    shorten(hit.title, 50),
    hit.dateStated,
    hit.locator || hit.field,
    shorten(hit.snippet, 70),
  ])
  const shown = rows.length === 0 ? '' : `, shown from ${offset + 1} to ${offset + rows.length}`
  return `${table(rows)}Records: ${reply.total}${shown}\n`
}
