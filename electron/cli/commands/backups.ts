import { resolve } from 'node:path'
import type { BackupReport, RestoreReport } from '../../../shared/contract/backups.ts'
import { openProfile } from '../../core/host/host.ts'
import {
  checkBackup,
  listBackups,
  restoreBackup,
  verifyArchive,
  type BackupProgress,
} from '../../core/host/unopened.ts'
import type { Output, ArchiveCommand, Invocation, PlainCommand } from '../command.ts'
import { callMethod, textOption, usageError } from '../command.ts'
import { list, printable, table } from '../terminal.ts'
import { followJob } from '../follow-job.ts'

const backupCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'backup --archive <folder> --to <folder> [--no-proof]',
  about:
    'Copies what is missing in the folder, reads every copy back, and proves the backup by restoring it into a temporary folder and comparing. Continues an interrupted backup. Exits with 1 if the archive itself has lost objects.',
  options: { to: { type: 'string' }, 'no-proof': { type: 'boolean' } },
  async run(invocation, host) {
    const to = textOption(invocation, 'to')
    if (to === undefined) throw usageError('backup needs --to <folder>.')
    const [ticket] = host.issueTickets([resolve(to)])
    const prove = invocation.options['no-proof'] !== true
    const making = () => callMethod(host, 'backups.create', { folder: ticket!.id, prove })
    return describeBackup(await followJob(host, ({ kind }) => kind === 'backup', invocation, making))
  },
}

const backupsCommand: PlainCommand = {
  archive: 'none',
  usage: 'backups --in <folder> [--check [--generation <name>]]',
  about:
    'Lists the backups in a folder, latest first; --check reads every file of one and names what has changed since it was written. Exits with 1 if anything is damaged.',
  options: { in: { type: 'string' }, check: { type: 'boolean' }, generation: { type: 'string' } },
  async run(invocation) {
    const folder = textOption(invocation, 'in')
    if (folder === undefined) throw usageError('backups needs --in <folder>.')
    if (invocation.options['check'] !== true) return describeList(await listBackups(resolve(folder)))
    const check = await checkBackup(
      resolve(folder),
      textOption(invocation, 'generation'),
      withProgress(invocation),
    )
    const rows = check.damages.map(({ kind, file, message }) => [kind, file, message])
    const extra = check.extra.map((path) => ['extra', path, 'No backup names it; it is never restored.'])
    const state = check.intact ? 'Intact.' : 'Damaged.'
    const text = `${state} Backup ${check.generation}: ${check.objects} objects were read.\n${table([...rows, ...extra])}`
    return { json: check, text, exitCode: check.intact ? 0 : 1 }
  },
}

const restoreCommand: PlainCommand = {
  archive: 'none',
  usage: 'restore <backup folder> --into <new folder> [--generation <name>]',
  about:
    'Restores a backup, the latest unless another is named, and verifies it. Exits with 1 if the backup has lost anything, and names it.',
  options: { into: { type: 'string' }, generation: { type: 'string' } },
  async run(invocation, home) {
    const [folder] = invocation.words
    const into = textOption(invocation, 'into')
    if (folder === undefined || into === undefined)
      throw usageError('restore needs the folder of a backup and --into <new folder>.')
    const options = withProgress(invocation)
    const target = { into, pendingKey: (await openProfile(home)).pendingKey() }
    const restored = await restoreBackup(
      resolve(folder),
      textOption(invocation, 'generation'),
      target,
      options,
    )
    const { damages } = await verifyArchive(restored.into, { signal: invocation.signal })
    return describeRestored({ ...restored, damages })
  },
}

/** Commands on backups. */
export const backupCommands = { backup: backupCommand, backups: backupsCommand, restore: restoreCommand }

function withProgress({ terminal, signal }: Invocation) {
  return {
    signal,
    onProgress: ({ doneFiles, totalFiles, doneBytes, totalBytes }: BackupProgress) =>
      terminal.progress(
        `${doneFiles} of ${totalFiles ?? '?'} files, ${(doneBytes / 1e6).toFixed(1)} of ${((totalBytes ?? 0) / 1e6).toFixed(1)} MB`,
      ),
  }
}

const reasons = {
  'not-asked': 'It was not restored and compared, as requested.',
  'no-room':
    'It was not restored and compared: no disk on this computer has enough free space for a complete copy.',
}

function describeBackup(report: BackupReport): Output {
  const { where, generation, objects, bytes, copied, mended, notProved, sameDisk, lacking, dropped } = report
  const text = list([
    ['backup', generation],
    ['in', where],
    ['objects', `${objects} of ${bytes} bytes; ${copied.objects} of ${copied.bytes} bytes were copied now`],
    ['repaired', mended > 0 ? `${mended} earlier copies were damaged and were replaced` : ''],
    [
      'proved',
      notProved === null ? 'Restored into a temporary folder, verified and compared.' : reasons[notProved],
    ],
    [
      'attention',
      sameDisk ? 'The backup is on the same disk as the archive, and would be lost with it.' : '',
    ],
    ['removed', dropped.join(', ')],
    ['lost by the archive', lacking.map(({ message }) => message).join('\n')],
  ])
  return { json: report, text, exitCode: lacking.length > 0 ? 1 : 0 }
}

function describeList(found: Awaited<ReturnType<typeof listBackups>>): Output {
  const rows = found.map(({ generation, title, objects, bytes, provedAt }) => [
    generation,
    `${objects} objects`,
    `${(bytes / 1e6).toFixed(1)} MB`,
    provedAt === null ? 'not proved' : 'proved',
    title,
  ])
  return { json: { backups: found }, text: table(rows), exitCode: 0 }
}

function describeRestored(report: RestoreReport): Output {
  const { title, generation, into, objects, damages } = report
  const text = list([
    ['archive', title],
    ['folder', into],
    ['from', generation],
    ['objects', String(objects)],
    ['state', damages.length === 0 ? 'Intact' : 'Damaged'],
  ])
  const rows = damages.map(({ kind, file, message }) => [kind, file, message])
  return { json: report, text: printable(text) + table(rows), exitCode: damages.length === 0 ? 0 : 1 }
}
