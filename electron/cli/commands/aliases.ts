import { AliasId } from '../../../shared/model/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host/host.ts'
import type { Output, ArchiveCommand } from '../command.ts'
import { callMethod, usageError } from '../command.ts'
import { table } from '../terminal.ts'

const aliasesCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'aliases [add <name>… | change <id> <name>… | remove <id>] --archive <folder>',
  about: 'Lists alias groups, or changes them; each name of a group finds all the others.',
  options: {},
  async run({ words }, host) {
    const [act, ...rest] = words
    if (act === undefined || act === 'list') return await listGroups(host)
    if (act === 'add') return await addGroup(host, rest)
    if (act === 'change') return await changeGroup(host, rest)
    if (act === 'remove') return await removeGroup(host, rest)
    throw usageError(`aliases does not know “${act}”.`)
  },
}

/** Commands on the aliases of an archive. */
export const aliasCommands = { aliases: aliasesCommand }

async function listGroups(host: Host): Promise<Output> {
  const groups = await callMethod(host, 'aliases.list', {})
  const text = `${table(groups.map(({ id, names }) => [id, names.join(', ')]))}Groups: ${groups.length}\n`
  return { json: { total: groups.length, groups }, text, exitCode: 0 }
}

async function addGroup(host: Host, names: readonly string[]): Promise<Output> {
  const group = await callMethod(host, 'aliases.create', { names: [...names] })
  return { json: group, text: `Group added: ${group.id}\n`, exitCode: 0 }
}

async function changeGroup(host: Host, [id, ...names]: readonly string[]): Promise<Output> {
  const receipt = await callMethod(host, 'aliases.edit', { id: groupId(id), names })
  return { json: receipt, text: `Group changed: ${id}\n`, exitCode: 0 }
}

async function removeGroup(host: Host, [id]: readonly string[]): Promise<Output> {
  const receipt = await callMethod(host, 'aliases.withdraw', { id: groupId(id) })
  return { json: receipt, text: `Group removed: ${id}\n`, exitCode: 0 }
}

function groupId(word: string | undefined): AliasId {
  if (word === undefined) throw usageError('The id of a group is missing.')
  const id = AliasId.safeParse(word)
  if (!id.success) throw new AppError('aliases.not-found', { id: word })
  return id.data
}
