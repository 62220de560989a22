import type { ListedSearch } from '../../../shared/contract/saved-searches.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host/host.ts'
import type { Output, ArchiveCommand, Invocation } from '../command.ts'
import { callMethod, numberOption, textOption, usageError } from '../command.ts'
import { table } from '../terminal.ts'
import { describeHits } from './finding.ts'

const searchesCommand: ArchiveCommand = {
  archive: 'write',
  usage:
    'searches [save <name> "<query>" | run <name> | rename <name> <new name> | remove <name>] --archive <folder> [--limit 20] [--offset 0] [--sort …]',
  about:
    'Lists the saved searches with their counts, or saves, runs, renames or removes one; an id works in place of its name.',
  options: { limit: { type: 'string' }, offset: { type: 'string' }, sort: { type: 'string' } },
  async run(invocation, host) {
    const [act = 'list', name, value] = invocation.words
    if (act === 'list') return await listSearches(host)
    if (name === undefined) throw usageError('The name of a saved search is missing.')
    if (act === 'save') return await saveSearch(invocation, host)
    const saved = await findSaved(host, name)
    if (act === 'run') return await runSearch(invocation, host, saved)
    if (act === 'rename') return await renameSearch(host, saved, value)
    if (act === 'remove') return await removeSearch(host, saved)
    throw usageError(`searches does not know “${act}”.`)
  },
}

/** Commands on the saved searches of an archive. */
export const savedSearchCommands = { searches: searchesCommand }

async function listSearches(host: Host): Promise<Output> {
  const searches = await callMethod(host, 'saved-searches.list', {})
  const rows = searches.map(({ id, name, query, count }) => [id, name, query, String(count)])
  const text = `${table(rows)}Saved searches: ${searches.length}\n`
  return { json: { total: searches.length, searches }, text, exitCode: 0 }
}

async function saveSearch(invocation: Invocation, host: Host): Promise<Output> {
  const [, name = '', ...query] = invocation.words
  const sort = sortOption(invocation)
  const saved = await callMethod(host, 'saved-searches.create', { name, query: query.join(' '), sort })
  return { json: saved, text: `Search saved: ${saved.id}\n`, exitCode: 0 }
}

async function runSearch(invocation: Invocation, host: Host, saved: ListedSearch): Promise<Output> {
  const { query, filters, sort, descending } = saved
  const offset = numberOption(invocation, 'offset', 0)
  const limit = numberOption(invocation, 'limit', 20)
  const order = { sort: sortOption(invocation) ?? sort, descending }
  const reply = await callMethod(host, 'search.find', { query, filters, ...order, offset, limit })
  return { json: reply, text: describeHits(reply, offset), exitCode: 0 }
}

async function renameSearch(host: Host, { id }: ListedSearch, name: string | undefined): Promise<Output> {
  if (name === undefined) throw usageError('rename needs a new name.')
  const receipt = await callMethod(host, 'saved-searches.edit', { id, set: { name } })
  return { json: receipt, text: `Search renamed: ${id}\n`, exitCode: 0 }
}

async function removeSearch(host: Host, { id }: ListedSearch): Promise<Output> {
  const receipt = await callMethod(host, 'saved-searches.withdraw', { id })
  return { json: receipt, text: `Search removed: ${id}\n`, exitCode: 0 }
}

// The sort is unchecked input, which the contract validates.
const sortOption = (invocation: Invocation) => textOption(invocation, 'sort') as 'relevance' | undefined

async function findSaved(host: Host, nameOrId: string): Promise<ListedSearch> {
  const searches = await callMethod(host, 'saved-searches.list', {})
  const saved = searches.find(({ id, name }) => id === nameOrId || name === nameOrId)
  if (!saved) throw new AppError('saved-searches.not-found', { id: nameOrId })
  return saved
}
