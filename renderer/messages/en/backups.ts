import { counted } from './digits.ts'

/** What the backup feature says. */
export const backup = {
  command: 'Back up…',
  title: 'Back up',
  advice:
    'A backup goes into a folder of your choice, best on another disk or stick. Only what is not there yet is copied; every copy is read back. Then the backup is restored into a temporary folder and compared with the archive.',
  never: 'No backup of this archive was made on this computer.',
  last: 'Last backup',
  lastProved: 'Restored and compared',
  yes: 'yes',
  no: 'no',
  where: 'Place',
  holds: 'Holds',
  holdsOf: (objects: number, bytes: string) => `${counted(objects, 'file', 'files')}, ${bytes}`,
  again: 'Back up to the same place',
  choose: 'Choose a folder…',
  running: 'Backing up',
  restoring: 'Restoring',
  opening: 'Opening the restored archive',
  progress: (done: string, total: string) => `${done} of ${total} read and compared`,
  done: (objects: number, bytes: string) =>
    `Backed up: ${counted(objects, 'file', 'files')} (${bytes}), every copy read back.`,
  copied: (objects: number, bytes: string) =>
    objects === 0
      ? 'All files were there already.'
      : `${counted(objects, 'file was', 'files were')} not there yet (${bytes}).`,
  proved:
    'The backup was restored, verified and compared: it is the archive as it was when the backup began.',
  notProved: {
    'not-asked': 'The backup was not restored and compared.',
    'no-room': 'The backup was not restored and compared: no disk here has room for a whole copy.',
  },
  mended: (count: number) =>
    `${counted(count, 'earlier copy was damaged and was', 'earlier copies were damaged and were')} made anew.`,
  sameDisk:
    'The backup lies on the disk of the archive. When that disk fails, both are gone; choose another disk too.',
  lacking: (count: number) =>
    `The archive has lost ${counted(count, 'file', 'files')}, so the backup does not hold ${count === 1 ? 'it' : 'them'}:`,
  dropped: (count: number) => `${counted(count, 'older backup', 'older backups')} made room.`,
  restoreHeading: 'Restore',
  restore: 'Restore a backup…',
  restoreAdvice:
    'Choose the folder of the backups, then a new or empty folder. The archive that is made there is opened; the open one stays as it is.',
  restoreInto: 'Restore into a folder…',
  provedOn: (when: string) => `restored and compared on ${when}`,
  notYetProved: 'never restored and compared',
  restored: (objects: number) => `Restored, with ${counted(objects, 'file', 'files')}.`,
  openRestored: 'Open it',
  showLost: 'What is missing',
  restoredLost: 'The backup no longer had these whole:',
  noFolders:
    'A browser cannot choose folders of this computer. On the command line: holdfast backup --archive … --to …, and holdfast restore … --into …',
}
