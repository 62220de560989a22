import { resolve } from 'node:path'
import { conflictSides, type Conflict, type ConflictSide } from '../../../shared/contract/merges.ts'
import type { ArchiveCommand } from '../command.ts'
import { callMethod, usageError } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { list } from '../terminal.ts'

const mergeCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'merge <folder of the other copy> --archive <folder>',
  about:
    'Brings in everything from another copy of the archive, after verifying that copy; it is only read. Exits with 1 if fields are left to decide: “conflicts” lists them.',
  options: {},
  async run(invocation, host) {
    const [folder] = invocation.words
    if (folder === undefined) throw usageError('merge needs the folder of the other copy.')
    const [ticket] = host.issueTickets([resolve(folder)])
    const merging = () => callMethod(host, 'merges.run', { folder: ticket!.id })
    const report = await followJob(host, ({ kind }) => kind === 'merge', invocation, merging)
    const lines = Object.entries(report.lines).map(([device, count]) => `${count} of ${device}`)
    const text = report.nothingNew
      ? 'The other copy has nothing that is missing here.\n'
      : list([
          ['ledger lines', lines.join(', ')],
          ['objects', `${report.objects} of ${report.bytes} bytes`],
          [
            'to decide',
            report.conflicts === 0 ? 'nothing' : `${report.conflicts} fields; “conflicts” lists them`,
          ],
        ])
    return { json: report, text, exitCode: report.conflicts > 0 ? 1 : 0 }
  },
}

const conflictsCommand: ArchiveCommand = {
  archive: 'read',
  usage: 'conflicts --archive <folder>',
  about: 'Lists the fields that both merged copies had changed, and which value applies until you decide.',
  options: {},
  async run(_, host) {
    const conflicts = await callMethod(host, 'merges.conflicts', {})
    const text = conflicts.length === 0 ? 'There is nothing to decide.\n' : conflicts.map(describe).join('\n')
    return { json: { conflicts }, text, exitCode: 0 }
  },
}

const resolveCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'resolve <conflict>… --take mine|theirs --archive <folder>',
  about: 'Resolves conflicts: the fields get the value of one copy, in one act that can be undone.',
  options: { take: { type: 'string' } },
  async run({ words, options }, host) {
    const take = conflictSides.find((side) => side === options['take'])
    if (words.length === 0 || !take)
      throw usageError('resolve needs a conflict and --take mine or --take theirs.')
    const choices = words.map((conflict) => ({ conflict, take }))
    const receipt = await callMethod(host, 'merges.resolve', { choices })
    return { json: receipt, text: list([['ledger line', String(receipt.seq)]]), exitCode: 0 }
  },
}

/** Commands that merge copies of an archive. */
export const mergeCommands = { merge: mergeCommand, conflicts: conflictsCommand, resolve: resolveCommand }

function describe({ id, row, title, field, mine, theirs, wins }: Conflict): string {
  return list([
    ['conflict', id],
    [row === title ? 'in' : row, title],
    ['field', field],
    [`mine${wins === 'mine' ? ' (current)' : ''}`, sideText(mine)],
    [`theirs${wins === 'theirs' ? ' (current)' : ''}`, sideText(theirs)],
  ])
}

function sideText({ value, by }: ConflictSide): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `${text}\n${by.actor.name}, ${by.at}, line ${by.seq} of ${by.device}`
}
