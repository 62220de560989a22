import { join, resolve } from 'node:path'
import type { KeptTimestamp, TimestampFinding } from '../../../shared/contract/timestamps.ts'
import { Hash } from '../../../shared/model/ids.ts'
import type { ArchiveCommand } from '../command.ts'
import { callMethod, listOption, textOption, usageError } from '../command.ts'
import { list, table } from '../terminal.ts'
import { newFolder, writeOut } from '../write-out.ts'

const askCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'timestamp-ask --archive <folder> --out <file.tsq> [--object <SHA-256>]',
  about:
    'Writes a request for a time-stamping authority (RFC 3161), for the signed ledger head or for an object. Holdfast sends nothing itself.',
  options: { out: { type: 'string' }, object: { type: 'string' } },
  async run(invocation, host) {
    const out = textOption(invocation, 'out')
    if (out === undefined) throw usageError('timestamp-ask needs --out <file.tsq>.')
    const object = textOption(invocation, 'object')
    const hash = object === undefined ? null : Hash.safeParse(object)
    if (hash && !hash.success) throw usageError('--object takes a SHA-256 of 64 hexadecimal digits.')
    const { query, imprint } = await callMethod(host, 'timestamps.request', { of: hash?.data ?? 'head' })
    await writeOut(resolve(out), Buffer.from(query, 'base64'))
    const lines: [string, string][] = [
      ['written to', resolve(out)],
      ['SHA-256', imprint],
    ]
    return { json: { path: resolve(out), imprint }, text: list(lines), exitCode: 0 }
  },
}

const takeCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'timestamp-take <response.tsr> --archive <folder> --root <root.pem>…',
  about:
    'Checks an authority’s response offline, against roots that you trust, and keeps it in the ledger. Exits with 1 if it does not hold.',
  options: { root: { type: 'string', multiple: true } },
  async run(invocation, host) {
    const [response, ...more] = invocation.words
    if (response === undefined || more.length > 0)
      throw usageError('timestamp-take needs one response (.tsr).')
    const ticketOf = (path: string) => host.issueTickets([resolve(path)])[0]!.id
    const roots = listOption(invocation, 'root').map(ticketOf)
    const found = await callMethod(host, 'timestamps.import', { answer: ticketOf(response), roots })
    const state = found.kept ? 'kept in the ledger' : 'not kept, because a check failed'
    const text = `${describe(found)}${list([['the response was', state]])}`
    return { json: found, text, exitCode: found.holds ? 0 : 1 }
  },
}

const listCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'timestamps --archive <folder> [--out <new folder>]',
  about:
    'Lists the timestamps of the archive, each checked again; --out writes the response, the roots and what was stamped as files for openssl.',
  options: { out: { type: 'string' } },
  async run(invocation, host) {
    const kept = await callMethod(host, 'timestamps.list', {})
    const out = textOption(invocation, 'out')
    if (out !== undefined) await writeFiles(await newFolder(out), kept)
    const text = `${kept.map(describe).join('\n')}Timestamps: ${kept.length}\n`
    return { json: { timestamps: kept }, text, exitCode: kept.every(({ holds }) => holds) ? 0 : 1 }
  },
}

/** Commands for the timestamps of authorities. */
export const timestampCommands = {
  'timestamp-ask': askCommand,
  'timestamp-take': takeCommand,
  timestamps: listCommand,
}

async function writeFiles(folder: string, kept: readonly KeptTimestamp[]): Promise<void> {
  for (const { device, seq, response, roots, of } of kept) {
    const name = join(folder, `${device}-${seq}`)
    await writeOut(`${name}.tsr`, Buffer.from(response, 'base64'))
    if (roots.length > 0) await writeOut(`${name}-roots.pem`, roots.join('\n'))
    if ('statement' in of) await writeOut(`${name}-head.txt`, of.statement)
  }
}

function describe(found: TimestampFinding): string {
  const { of, imprint, holds, provesExistenceBefore, statedTime, authority, checks } = found
  const rows: [string, string][] = [
    ['timestamp of', 'object' in of ? `the object ${of.object}` : 'a signed head of the ledger'],
    ['SHA-256', imprint],
    ['time stated', statedTime ?? 'none'],
    ['by', authority ?? 'not named'],
    ['it', holds ? `holds: what was stamped existed before ${provesExistenceBefore}` : 'does not hold'],
  ]
  return `${list(rows)}${table(checks.map(({ check, outcome, detail }) => [check, outcome, detail]))}\n`
}
