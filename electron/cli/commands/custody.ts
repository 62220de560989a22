import { extname, join, resolve } from 'node:path'
import { RecordId } from '../../../shared/model/ids.ts'
import type { ArchiveCommand, Invocation } from '../command.ts'
import { callMethod, textOption, usageError } from '../command.ts'
import { list } from '../terminal.ts'
import { newFolder, writeOut } from '../write-out.ts'

const headCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'head --archive <folder> [--out <new folder>]',
  about:
    'Signs the ledger head and prints it in short form, to note down; --out saves the statement, its signature and the public key as files that openssl can check.',
  options: { out: { type: 'string' } },
  async run(invocation, host) {
    const out = textOption(invocation, 'out')
    // An existing folder may contain the head of another day, which must not be overwritten.
    const folder = out === undefined ? undefined : await newFolder(out)
    const head = await callMethod(host, 'custody.head', {})
    if (folder !== undefined) {
      await writeOut(join(folder, 'head.txt'), head.statement)
      await writeOut(join(folder, 'head.sig'), Buffer.from(head.signature, 'base64'))
      await writeOut(join(folder, 'key.pem'), head.publicKey)
    }
    const written = folder === undefined ? [] : [['written to', folder] as [string, string]]
    const text = `${head.statement}\n${list([...head.short.map((short): [string, string] => ['in short', short]), ...written])}`
    return { json: { ...head, out: folder }, text, exitCode: 0 }
  },
}

const reportCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'report <id>… --archive <folder> --out <file.html|file.json>',
  about:
    'Writes a custody report for records: every event, oldest first, with a signed head. Exits with 1 if anything in it is damaged. For a PDF, print the page from a browser or use the app.',
  options: { out: { type: 'string' } },
  async run(invocation, host) {
    const ids = invocation.words.map(recordId)
    if (ids.length === 0) throw usageError('report needs the accession number of a record.')
    const path = outFile(invocation)
    const as = extname(path).slice(1).toLowerCase()
    if (as !== 'html' && as !== 'json') throw usageError('--out takes a name that ends in .html or .json.')
    const { text, sha256, damaged } = await callMethod(host, 'custody.report', { ids, as })
    await writeOut(path, text)
    const lines: [string, string][] = [
      ['written to', path],
      ['SHA-256', sha256],
      ['state', damaged ? 'Something is damaged; the report says what.' : 'Intact'],
    ]
    return { json: { path, sha256, damaged }, text: list(lines), exitCode: damaged ? 1 : 0 }
  },
}

const newKeyCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'new-key --archive <folder>',
  about: 'Creates a new signing key for this computer; the earlier one vouches for it in the ledger.',
  options: {},
  async run(_, host) {
    const keys = await callMethod(host, 'custody.rotate-key', {})
    const lines: [string, string][] = [
      ['key', keys.key],
      ['replaces', keys.replaces],
    ]
    return { json: keys, text: list(lines), exitCode: 0 }
  },
}

const rebuildCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'rebuild-catalogue --archive <folder>',
  about:
    'Rebuilds the catalogue from the ledger, for when “verify” says that it differs. The previous one is kept in the inbox.',
  options: {},
  async run(_, host) {
    const { aside } = await callMethod(host, 'custody.rebuild-catalogue', {})
    return { json: { aside }, text: list([['previous one', aside]]), exitCode: 0 }
  },
}

const acceptCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'accept-cut --archive <folder> --reason "…"',
  about:
    'Accepts that the ledger is missing lines this computer had seen, for an older copy that was restored; the reason goes into the ledger.',
  options: { reason: { type: 'string' } },
  async run(invocation, host) {
    const reason = textOption(invocation, 'reason')
    if (reason === undefined) throw usageError('accept-cut needs --reason "…".')
    const receipt = await callMethod(host, 'custody.accept-cut', { reason })
    return { json: receipt, text: list([['ledger line', String(receipt.seq)]]), exitCode: 0 }
  },
}

/** Commands of custody: signing, reporting and repairing. */
export const custodyCommands = {
  head: headCommand,
  report: reportCommand,
  'new-key': newKeyCommand,
  'rebuild-catalogue': rebuildCommand,
  'accept-cut': acceptCommand,
}

function recordId(word: string): RecordId {
  const id = RecordId.safeParse(word)
  if (!id.success) throw usageError(`“${word}” is not an accession number.`)
  return id.data
}

function outFile(invocation: Invocation): string {
  const out = textOption(invocation, 'out')
  if (out === undefined) throw usageError('report needs --out <file.html|file.json>.')
  return resolve(out)
}
