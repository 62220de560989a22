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
  verifyAdvice: 'Reads every file and every ledger line again and compares each with its hash.',
  verifying: 'Reading every file again …',
  progress: (done: string, total: string) => `${done} of ${total}`,
  cancel: 'Stop',
  intact: (objects: string, bytes: string, lines: string) =>
    `Intact. ${objects} files (${bytes}) and ${lines} ledger lines have the hashes they were given.`,
  damaged: (count: number) =>
    count === 1 ? 'One thing is damaged.' : `${digits(count)} things are damaged.`,
  looked: (objects: string, bytes: string, lines: string) =>
    `${objects} files (${bytes}) and ${lines} ledger lines were read.`,
  inFile: (file: string) => file,
  atLine: (file: string, line: number) => `${file}, line ${line}`,
  ofRecord: (record: string) => `Go to the record ${record}`,
  damagedAdvice:
    'Nothing was changed. Copy the named files back from a second copy of this archive, then verify again.',
}
