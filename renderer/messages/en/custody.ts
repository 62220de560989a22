import { isolate } from '../../../shared/text/isolate.ts'
import { counted, digits } from './digits.ts'
import type { damageKinds, VerifyNotice } from '../../../shared/contract/custody.ts'
import { describeNotice } from '../../../shared/words/notice-words.ts'

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

const ofFiles = (count: number): string => counted(count, 'file', 'files')
const ofLines = (count: number): string => counted(count, 'ledger line', 'ledger lines')

/** Words of custody: files, hashes and the check of the whole archive. */
export const custody = {
  damages,
  notice: (notice: VerifyNotice) => describeNotice(notice, isolate),
  notices: 'To be known',
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
  full: {
    intact: (objects: number, bytes: string, lines: number) =>
      `Intact. ${ofFiles(objects)} (${bytes}) and ${ofLines(lines)} have the hashes they were given.`,
    looked: (objects: number, bytes: string, lines: number) =>
      `${ofFiles(objects)} (${bytes}) and ${ofLines(lines)} were read.`,
  },
  quick: {
    intact: (objects: number, bytes: string, lines: number) =>
      `Nothing found in ${ofLines(lines)}, read again, and in the sizes of ${ofFiles(objects)} (${bytes}). What the files hold was not read.`,
    looked: (objects: number, bytes: string, lines: number) =>
      `The sizes of ${ofFiles(objects)} (${bytes}) were compared, and ${ofLines(lines)} read.`,
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
  nothingWrong: 'Nothing is known to be wrong with this archive.',
  nothingKnown: 'Nothing is known to be wrong, but this computer has never verified the whole archive.',
  concerns: {
    damaged: (count: number, at: string) =>
      `The verification of ${at} found ${count === 1 ? 'one thing that is' : `${digits(count)} things that are`} damaged. Below it says what.`,
    cut: (device: string, from: number, to: number, at: string) =>
      `The ledger of ${device} lacks ${from === to ? `line ${digits(from)}` : `the lines ${digits(from)} to ${digits(to)}`}, which this computer had seen on ${at}. Either an older copy was put in its place, or somebody cut it.`,
    copyAhead: (path: string) =>
      `Another copy of this archive, at ${isolate(path)}, holds lines that this one lacks. Merge the two, or go on in that one.`,
    diskLow: (free: string) => `The disk has ${free} left. Free some room before the next import.`,
    keyLost:
      'The key that this computer signed with before is not here any more. A new one signs from now on; the earlier signatures still hold.',
  },
  markIntact: (at: string) => `Custody intact: everything was verified on ${at}.`,
  markUnknown: 'Custody not yet verified on this computer.',
  markDamaged: 'Something in this archive is not as it was taken in.',
  markMore: 'How it stands',
  healthVerify: 'Verification',
  healthHead: 'Ledger and signature',
  healthStamps: 'Timestamps by others',
  healthRoom: 'Backup, room and copies',
  headAdvice:
    'Write the head down, mail it or print it: whoever has it can tell later whether this ledger was cut off or written anew before that line. It is signed whenever the archive is closed.',
  head: 'Head of the ledger',
  noHead: 'Nothing was written on this computer yet',
  signed: 'Signed',
  neverSigned: 'Not yet; closing the archive signs it',
  signedAt: (at: string, unsigned: number) =>
    unsigned === 0
      ? `On ${at}, up to the last line`
      : `On ${at}; ${unsigned === 1 ? 'one line' : `${digits(unsigned)} lines`} since then, signed when the archive is closed`,
  key: 'Key of this computer',
  keyStates: {
    'not-yet-used': '(has signed nothing here yet)',
    'in-use': '',
    rotated: '(new; the earlier key will vouch for it)',
    'earlier-lost': '(new; the earlier key was lost)',
  },
  saveHead: 'Save the signed head',
  newKey: 'Make a new key',
  stampAdvice:
    'A time-stamping authority can confirm that this head existed at a certain time. Holdfast writes the question and never goes online itself; take the answer in together with the authority’s root certificate.',
  stampAsk: 'Save a question (.tsq)',
  stampTake: 'Take in an answer (.tsr) and roots (.pem)…',
  stampOfHead: 'A head of the ledger',
  stampOfObject: (hash: string) => `The file ${hash}…`,
  stampHolds: (at: string) => `existed before ${at}.`,
  stampOpen: (at: string) =>
    `existed at ${at}, says the answer; no root certificate was chosen that would prove it.`,
  stampNoTime: 'an unknown time',
  stampNobody: 'The authority does not name itself',
  stampRefused: 'The answer was not kept: at least one check failed.',
  stampChecks: 'What was checked',
  stampCheckNames: {
    status: 'Granted',
    imprint: 'Same hash',
    nonce: 'Answers this question',
    signature: 'Signature',
    'signing-certificate': 'Certificate of the signer',
    purpose: 'Made for timestamps',
    'authority-name': 'Name of the authority',
    extensions: 'Extensions',
    chain: 'Leads to a chosen root',
    validity: 'Valid at that time',
    clock: 'Not in the future',
    revocation: 'Not withdrawn',
  },
  stampOutcomes: { passed: 'yes', failed: 'no', 'not-checked': 'not checked' },
  lastBackup: 'Last backup',
  noBackup: 'None was made from this computer.',
  backupProved: 'proved by restoring and comparing it',
  backupNotProved: 'not proved: it was never restored and compared',
  backupLacking: (count: number) =>
    count === 1
      ? 'One file that the archive had lost is not in it.'
      : `${digits(count)} files that the archive had lost are not in it.`,
  backUp: 'Back up now…',
  disk: 'Room on the disk',
  free: (free: string, total: string) => `${free} free of ${total}`,
  otherCopy: 'Another copy',
  seen: (at: string) => `last seen here on ${at}`,
  acceptAdvice:
    'If you brought an older copy back yourself, say why; the ledger keeps the reason, and from then on this copy counts as it is. If you did not, look for the other copy first.',
  acceptReason: 'Why lines are missing',
  accept: 'Accept this copy as it is',
  rebuildAdvice:
    'The catalogue is only made from the ledger. It can be made anew from it; the one of now is kept in the inbox.',
  rebuild: 'Make the catalogue anew',
  rebuilt: (aside: string) => `The catalogue was made anew. The one before lies in ${aside}.`,
  report: 'Custody report',
  reportTitle: (count: number) =>
    count === 1 ? 'Custody report of one record' : `Custody report of ${digits(count)} records`,
  reportOf: (count: number) =>
    count <= 1 ? 'Custody report…' : `Custody report of ${digits(count)} records…`,
  objectStamp: 'Save a question for a timestamp (.tsq)',
  objectStamped: (at: string) => `Timestamp: existed before ${at}`,
  objectStampOpen: (at: string) => `Timestamp: ${at}, not proved by a root certificate`,
  reportAdvice:
    'Every event, oldest first, with a signed head, for a court or a colleague. That it left the archive becomes part of the history.',
  reportPdf: 'Save as PDF…',
  reportPage: 'Save as a page',
  reportData: 'Save as data (JSON)',
  reportDamaged: 'The report names something that is damaged.',
  damagedAdvice:
    'Nothing was changed. Copy the named files back from a second copy of this archive, then verify again.',
}
