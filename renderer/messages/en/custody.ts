import { digits } from './digits.ts'
import type { damageKinds } from '../../../shared/contract/custody.ts'

const damages: Readonly<Record<(typeof damageKinds)[number], string>> = {
  'ledger-line': 'A line of the ledger was altered or cannot be read',
  'ledger-chain': 'The chain of the ledger is broken',
  'ledger-missing': 'Part of the ledger is missing',
  signature: 'A signature does not fit',
  'object-changed': 'A file no longer has the bytes that were taken in',
  'object-missing': 'A file is missing from the vault',
  'object-extra': 'A file lies in the vault that no record names',
  'object-unreadable': 'A file in the vault cannot be read',
  'catalogue-differs': 'The catalogue differs from the ledger; it can be rebuilt from it',
}

/** Words of custody: files, hashes and the check of the whole archive. */
export const custody = {
  damages,
  title: 'Custody',
  noFiles: 'No file is kept for this record.',
  addFiles: 'Add files to this record…',
  roles: { original: 'Original', transcript: 'Transcript', derived: 'Derived' },
  derivedFrom: 'Made from',
  saveCopy: 'Save a copy',
  facts: {
    duration: 'Length',
    dimensions: 'Dimensions',
    rotation: 'Rotation',
    frameRate: 'Frame rate',
    perSecond: (rate: string) => `${rate} pictures a second`,
    container: 'Container',
    videoCodec: 'Picture',
    audioCodec: 'Sound',
    pages: 'Pages',
    characters: 'Characters of text',
    encoding: 'Encoding',
    created: 'Made, says the file',
    asFound: (date: string) => `${date} (as found, not verified)`,
  },
  hash: 'SHA-256',
  size: 'Size',
  exactBytes: (bytes: string) => `${bytes} bytes`,
  mediaType: 'Media type',
  firstLine: 'First ledger line',
  lastLine: 'Last ledger line',
  line: (device: string, seq: number, at: string, act: string) => `${device}, line ${seq}, ${at}: ${act}`,
  verify: 'Verify the archive',
  verifyQuick: 'Quick check',
  verifyAdvice:
    'Reads every file and every ledger line again and compares each with its hash. The quick check reads the ledger, and of the files only whether they are there with their sizes.',
  verifying: 'Verifying …',
  progress: (done: string, total: string) => `${done} of ${total}`,
  cancel: 'Stop',
  full: {
    intact: (objects: string, bytes: string, lines: string) =>
      `Intact. ${objects} files (${bytes}) and ${lines} ledger lines have the hashes they were given.`,
    looked: (objects: string, bytes: string, lines: string) =>
      `${objects} files (${bytes}) and ${lines} ledger lines were read.`,
  },
  quick: {
    intact: (objects: string, bytes: string, lines: string) =>
      `Nothing found. ${objects} files are there with their sizes (${bytes}); ${lines} ledger lines have the hashes they were given. What the files hold was not read.`,
    looked: (objects: string, bytes: string, lines: string) =>
      `The sizes of ${objects} files (${bytes}) were compared and ${lines} ledger lines were read.`,
  },
  lastFull: 'Last full verification',
  lastQuick: 'Last quick check',
  never: 'Never on this computer',
  passed: (at: string) => `${at}: nothing damaged`,
  failed: (at: string, count: number) =>
    `${at}: ${count === 1 ? 'one thing' : `${digits(count)} things`} damaged`,
  next: 'Next full verification',
  dueFrom: (at: string) => `By itself from ${at}`,
  dueNow: 'By itself, when the archive has been open for a while',
  notDue: 'Only when you ask for it',
  unfinished: 'Unfinished',
  goesOn: (at: string, done: string, total: string) =>
    `The one begun on ${at} was stopped after ${done} of ${total}. The next goes on from there.`,
  noticed: (count: number) =>
    count === 1
      ? 'The verification found one thing that is damaged.'
      : `The verification found ${digits(count)} things that are damaged.`,
  showReport: 'Show what',
  damaged: (count: number) =>
    count === 1 ? 'One thing is damaged.' : `${digits(count)} things are damaged.`,
  inFile: (file: string) => file,
  atLine: (file: string, line: number) => `${file}, line ${line}`,
  ofRecord: (record: string) => `Go to the record ${record}`,
  damagedAdvice:
    'Nothing was changed. Copy the named files back from a second copy of this archive, then verify again.',
}
