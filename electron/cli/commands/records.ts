import type { HistoryEntry } from '../../../shared/contract/records.ts'
import { RecordId } from '../../../shared/model/ids.ts'
import { CitationFields } from '../../../shared/model/citation.ts'
import type { Passage } from '../../../shared/model/passage.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host/host.ts'
import type { ArchiveCommand, Invocation } from '../command.ts'
import { callMethod, listOption, usageError } from '../command.ts'
import { readFieldValues } from '../field-values.ts'
import { list, printable, table } from '../terminal.ts'

const textPage = 5000

const showCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'show <id> --archive <folder>',
  about: 'Shows every field of a record.',
  options: {},
  async run(invocation, host) {
    const record = await callMethod(host, 'records.get', { id: oneId(invocation) })
    return {
      json: record,
      text: list(Object.entries(record).map(([name, value]) => [name, plain(value)])),
      exitCode: 0,
    }
  },
}

const textCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'text <id> --archive <folder>',
  about: 'Prints the text of a record.',
  options: {},
  async run(invocation, host) {
    const id = oneId(invocation)
    const passages = await readText(host, id)
    const lines = passages.map(({ text }) => `${printable(text)}\n`)
    return { json: { id, total: passages.length, passages }, text: lines.join('\n'), exitCode: 0 }
  },
}

const historyCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'history <id> --archive <folder>',
  about: 'Lists every change to a record, oldest first.',
  options: {},
  async run(invocation, host) {
    const id = oneId(invocation)
    const entries = await callMethod(host, 'records.history', { id })
    return {
      json: { id, total: entries.length, entries },
      text: table(entries.map(describeEntry)),
      exitCode: 0,
    }
  },
}

const tagCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'tag <id>… --archive <folder> [--add a/b]… [--remove c]…',
  about: 'Adds tags to records and removes them; --add creates a tag that does not exist.',
  options: { add: { type: 'string', multiple: true }, remove: { type: 'string', multiple: true } },
  async run(invocation, host) {
    const ids = someIds(invocation)
    const paths = { add: listOption(invocation, 'add'), remove: listOption(invocation, 'remove') }
    if (paths.add.length + paths.remove.length === 0) throw usageError('tag needs --add or --remove.')
    // Looked up first: an unknown tag must not leave new tags in the archive.
    const remove = await findTags(host, paths.remove)
    const add = []
    for (const path of paths.add) add.push((await callMethod(host, 'tags.create', { path })).id)
    const receipt = await callMethod(host, 'tags.apply', { ids, add, remove })
    return { json: receipt, text: `Records tagged: ${ids.length}\n`, exitCode: 0 }
  },
}

const editCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'edit <id>… --archive <folder> --set name="…" [--set citation.symbol="…"]…',
  about: 'Sets fields. Write lists with commas or as JSON.',
  options: { set: { type: 'string', multiple: true } },
  async run(invocation, host) {
    const ids = someIds(invocation)
    const texts = listOption(invocation, 'set')
    if (texts.length === 0) throw usageError('edit needs --set name=value.')
    const { fields, citation, verification } = readFieldValues(texts)
    const nested = Object.keys(citation).length + Object.keys(verification).length > 0
    if (nested && ids.length > 1)
      throw usageError('Fields inside the citation or the verification are set one record at a time.')
    const record = nested ? await callMethod(host, 'records.get', { id: ids[0]! }) : null
    const set = { ...fields, ...(record ? mergeNested(record, citation, verification) : {}) }
    const receipt = await callMethod(host, 'records.edit', { ids, set })
    return { json: receipt, text: `Records changed: ${ids.length}\n`, exitCode: 0 }
  },
}

/** Commands on records named by their ids. */
export const recordCommands = {
  show: showCommand,
  text: textCommand,
  tag: tagCommand,
  edit: editCommand,
  history: historyCommand,
}

type Values = Readonly<Record<string, unknown>>

function mergeNested(record: HoldfastRecord, citation: Values, verification: Values): Values {
  const before = record.citation ?? CitationFields.parse({})
  return {
    ...(Object.keys(citation).length > 0 ? { citation: { ...before, ...citation } } : {}),
    ...(Object.keys(verification).length > 0
      ? { verification: { ...record.verification, ...verification } }
      : {}),
  }
}

async function readText(host: Host, id: RecordId): Promise<Passage[]> {
  const passages: Passage[] = []
  for (;;) {
    const page = await callMethod(host, 'records.text', { id, offset: passages.length, limit: textPage })
    passages.push(...(page?.passages ?? []))
    if (page === null || page.passages.length === 0 || passages.length >= page.total) return passages
  }
}

async function findTags(host: Host, paths: readonly string[]) {
  if (paths.length === 0) return []
  const tags = await callMethod(host, 'tags.list', {})
  return paths.map((path) => {
    const tag = tags.find((each) => each.path === path)
    if (!tag) throw new AppError('tags.not-found', { tag: path })
    return tag.id
  })
}

function oneId(invocation: Invocation): RecordId {
  const [id, ...more] = someIds(invocation)
  if (id === undefined || more.length > 0) throw usageError('This command takes one record id.')
  return id
}

function someIds(invocation: Invocation): RecordId[] {
  if (invocation.words.length === 0) throw usageError('This command needs a record id.')
  return invocation.words.map((word) => {
    const id = RecordId.safeParse(word)
    if (!id.success) throw new AppError('records.not-found', { id: word })
    return id.data
  })
}

function describeEntry(entry: HistoryEntry): string[] {
  const fields = entry.changes.flatMap(({ set, add, remove }) => Object.keys({ ...set, ...add, ...remove }))
  return [
    String(entry.seq),
    entry.at,
    entry.actor.name,
    entry.act,
    [...new Set(fields)].join(', '),
    entry.note ?? '',
  ]
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plain).join('\n')
  if (typeof value !== 'object') return String(value)
  const filled = Object.entries(value).map(
    ([name, inner]) => [name, plain(inner).replaceAll('\n', '; ')] as const,
  )
  return filled
    .filter(([, inner]) => inner !== '')
    .map(([name, inner]) => `${name}: ${inner}`)
    .join(', ')
}
