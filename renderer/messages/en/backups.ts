import { counted } from './digits.ts'

/** What the backup feature says. */
export const backup = {
  command: 'Back up…',
  title: 'Back up',
  advice:
    'A backup goes into a folder of your choice, ideally on another disk or USB stick. Only new files are copied, and every copy is read back. Then the backup is restored into a temporary folder and compared with the archive.',
  never: 'This archive has never been backed up from this computer.',
  last: 'Last backup',
  lastProved: 'proved by restoring and comparing it.',
  lastNotProved: 'not proved: it was never restored and compared.',
  holdsOf: (objects: number, bytes: string) => `${counted(objects, 'file', 'files')}, ${bytes}`,
  lastHolds: (objects: number, bytes: string) =>
    `It contains ${counted(objects, 'file', 'files')} (${bytes}).`,
  lastLacking: (count: number) =>
    `${counted(count, 'file', 'files')} that the archive had lost ${count === 1 ? 'is' : 'are'} missing from it.`,
  now: 'Back up now…',
  again: 'Back up to the same folder',
  choose: 'Choose a folder…',
  running: 'Backing up',
  restoring: 'Restoring',
  opening: 'Opening the restored archive',
  progress: (done: string, total: string) => `${done} of ${total} read and compared`,
  done: (objects: number, bytes: string) =>
    `Backed up: ${counted(objects, 'file', 'files')} (${bytes}), every copy read back.`,
  copied: (objects: number, bytes: string) =>
    objects === 0
      ? 'All files were already there.'
      : `${counted(objects, 'new file', 'new files')} copied (${bytes}).`,
  proved:
    'The backup was restored, verified and compared: it matches the archive as it was when the backup began.',
  notProved: {
    'not-asked': 'The backup was not restored and compared.',
    'no-room':
      'The backup was not restored and compared: no disk on this computer has room for a complete copy.',
  },
  mended: (count: number) =>
    `${counted(count, 'earlier copy was damaged and was', 'earlier copies were damaged and were')} replaced.`,
  sameDisk:
    'The backup is on the same disk as the archive. If that disk fails, both are lost; back up to another disk too.',
  lacking: (count: number) =>
    `The archive has lost ${counted(count, 'file', 'files')}, so the backup does not contain ${count === 1 ? 'it' : 'them'}:`,
  dropped: (count: number) => `${counted(count, 'older backup', 'older backups')} deleted.`,
  restoreHeading: 'Restore',
  restore: 'Restore a backup…',
  restoreAdvice:
    'Choose the folder with the backups, then a new or empty folder. The restored archive is opened; the current one stays as it is.',
  restoreInto: 'Restore into a folder…',
  provedOn: (when: string) => `restored and compared on ${when}`,
  notYetProved: 'never restored and compared',
  restored: (objects: number) => `Restored, with ${counted(objects, 'file', 'files')}.`,
  openRestored: 'Open archive',
  showLost: 'What is missing',
  restoredLost: 'These were missing or damaged in the backup:',
  noFolders:
    'A browser cannot choose folders on this computer. Use the command line: holdfast backup --archive … --to …, and holdfast restore … --into …',
}
