import { isolate } from '../../../shared/text/isolate.ts'
import { counted, digits } from './digits.ts'
import type { ArchiveWriter, damageKinds, VerifyNotice } from '../../../shared/contract/custody.ts'
import { describeWriter } from '../../../shared/words/writer-words.ts'
import { describeNotice } from '../../../shared/words/notice-words.ts'

const damages: Readonly<Record<(typeof damageKinds)[number], string>> = {
  'ledger-line': 'A ledger line was altered or cannot be read',
  'ledger-chain': 'The ledger chain is broken',
  'ledger-missing': 'Part of the ledger is missing',
  'ledger-foreign': 'Lines under the device code of this computer that it did not write',
  signature: 'A signature does not match',
  'object-changed': 'A file no longer has the bytes that were imported',
  'object-missing': 'A file is missing from the vault',
  'object-extra': 'A file in the vault belongs to no record',
  'object-unreadable': 'A file in the vault cannot be read',
  'catalogue-differs': 'The catalogue differs from the ledger and can be rebuilt from it',
}

const ofFiles = (count: number): string => counted(count, 'file', 'files')
const ofLines = (count: number): string => counted(count, 'ledger line', 'ledger lines')

/** Words of custody: files, hashes and the check of the whole archive. */
export const custody = {
  damages,
  notice: (notice: VerifyNotice) => describeNotice(notice, isolate),
  writer: (writer: ArchiveWriter) => isolate(describeWriter(writer)),
  writers: 'Written by',
  notices: 'Worth knowing',
  title: 'Custody',
  noFiles: 'This record has no files.',
  addFiles: 'Add files to this record…',
  roles: { original: 'Original', transcript: 'Transcript', derived: 'Derived' },
  derivedFrom: 'Derived from',
  saveCopy: 'Save a copy',
  facts: {
    duration: 'Length',
    dimensions: 'Dimensions',
    rotation: 'Rotation',
    frameRate: 'Frame rate',
    perSecond: (rate: string) => `${rate} fps`,
    container: 'Container',
    videoCodec: 'Video codec',
    audioCodec: 'Audio codec',
    pages: 'Pages',
    characters: 'Text length (characters)',
    encoding: 'Encoding',
    created: 'Created (file metadata)',
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
    'Reads every file and every ledger line again and compares each with its hash. The quick check reads the ledger and checks that every file exists with the right size.',
  verifying: 'Verifying…',
  progress: (done: string, total: string) => `${done} of ${total}`,
  full: {
    intact: (objects: number, bytes: string, lines: number) =>
      `Intact. ${ofFiles(objects)} (${bytes}) and ${ofLines(lines)} match their hashes.`,
    looked: (objects: number, bytes: string, lines: number) =>
      `${ofFiles(objects)} (${bytes}) and ${ofLines(lines)} were read.`,
  },
  quick: {
    intact: (objects: number, bytes: string, lines: number) =>
      `Nothing wrong in ${ofLines(lines)} and the sizes of ${ofFiles(objects)} (${bytes}). The contents of the files were not read.`,
    looked: (objects: number, bytes: string, lines: number) =>
      `The sizes of ${ofFiles(objects)} (${bytes}) were checked, and ${ofLines(lines)} read.`,
  },
  lastFull: 'Last full verification',
  lastQuick: 'Last quick check',
  never: 'Never on this computer',
  passed: (at: string) => `${at}: nothing damaged`,
  failed: (at: string, count: number) =>
    `${at}: ${count === 1 ? 'one thing' : `${digits(count)} things`} damaged`,
  next: 'Next automatic check',
  dueFrom: (at: string) => `${at}`,
  dueNow: 'When the archive has been open for a while',
  notDue: 'Only when you start one',
  unfinished: 'Unfinished',
  goesOn: (at: string, done: string, total: string) =>
    `The verification started on ${at} was stopped after ${done} of ${total}. The next one continues from there.`,
  noticed: (count: number) =>
    count === 1
      ? 'The verification found one thing that is damaged.'
      : `The verification found ${digits(count)} things that are damaged.`,
  showReport: 'Show details',
  damaged: (count: number) =>
    count === 1 ? 'One thing is damaged.' : `${digits(count)} things are damaged.`,
  inFile: (file: string) => file,
  atLine: (file: string, line: number) => `${file}, line ${line}`,
  ofRecord: (record: string) => `Go to record ${record}`,
  nothingWrong: 'No problems are known in this archive.',
  nothingKnown: 'No problems are known, but this computer has never verified the whole archive.',
  concerns: {
    damaged: (count: number, at: string) =>
      `The verification of ${at} found ${count === 1 ? 'one thing that is' : `${digits(count)} things that are`} damaged. The details are below.`,
    cut: (device: string, from: number, to: number, at: string) =>
      `The ledger of ${device} is missing ${from === to ? `line ${digits(from)}` : `lines ${digits(from)} to ${digits(to)}`}, which this computer saw on ${at}. Either an older copy was put in its place, or somebody shortened it.`,
    copyAhead: (path: string) =>
      `Another copy of this archive, at ${isolate(path)}, has ledger lines that are missing here. Merge the two, or continue in that one.`,
    diskLow: (free: string) => `The disk has ${free} left. Free up space before the next import.`,
    keyLost:
      'The key this computer used for signing is missing. A new one is used from now on; earlier signatures remain valid.',
    open: 'Other users of this computer may be able to read this archive. What is added from now on is readable by you only; the rest stays as it is until you make the archive private.',
    noRights:
      'The disk of this archive has no rights for single users: whoever can use the disk can read the archive. Encrypt the disk, or keep the archive on another one.',
  },
  makePrivate: 'Make the archive private',
  markIntact: (at: string) => `Custody intact: everything was verified on ${at}.`,
  markUnknown: 'Custody not yet verified on this computer.',
  markDamaged: 'Something in this archive is not as it was imported.',
  markMore: 'Archive health',
  healthVerify: 'Verification',
  healthHead: 'Ledger and signature',
  healthStamps: 'Timestamps',
  healthRoom: 'Backup, disk space and copies',
  headAdvice:
    'Write the head down, mail it or print it: anyone who has it can tell later whether this ledger was shortened or rewritten before that line. It is signed whenever the archive is closed.',
  head: 'Ledger head',
  noHead: 'Nothing has been written on this computer yet',
  signed: 'Signed',
  neverSigned: 'Not yet; closing the archive signs it',
  signedAt: (at: string, unsigned: number) =>
    unsigned === 0
      ? `On ${at}, up to the last line`
      : `On ${at}; ${unsigned === 1 ? 'one line' : `${digits(unsigned)} lines`} since then will be signed when the archive is closed`,
  key: 'This computer’s key',
  keyStates: {
    'not-yet-used': '(has signed nothing here yet)',
    'in-use': '',
    rotated: '(new; the earlier key will vouch for it)',
    'earlier-lost': '(new; the earlier key was lost)',
  },
  saveHead: 'Save the signed head',
  newKey: 'Create a new key',
  stampAdvice:
    'A time-stamping authority can confirm that this head existed at a certain time. Holdfast writes the request and never goes online itself; import the response together with the authority’s root certificate.',
  stampAsk: 'Save timestamp request (.tsq)',
  stampTake: 'Import timestamp response (.tsr) and roots (.pem)…',
  stampOfHead: 'A ledger head',
  stampOfObject: (hash: string) => `The file ${hash}…`,
  stampHolds: (at: string) => `existed before ${at}.`,
  stampOpen: (at: string) =>
    `existed at ${at} according to the response; no root certificate was chosen to prove it.`,
  stampNoTime: 'an unknown time',
  stampNobody: 'Unnamed authority',
  stampRefused: 'The response was not kept: at least one check failed.',
  stampChecks: 'Checks',
  stampCheckNames: {
    status: 'Granted',
    imprint: 'Same hash',
    nonce: 'Answers this request',
    signature: 'Signature',
    'signing-certificate': 'Signer’s certificate',
    purpose: 'Intended for timestamps',
    'authority-name': 'Authority name',
    extensions: 'Extensions',
    chain: 'Leads to a chosen root',
    validity: 'Valid at that time',
    clock: 'Not in the future',
    revocation: 'Not revoked',
  },
  stampOutcomes: { passed: 'yes', failed: 'no', 'not-checked': 'not checked' },
  disk: 'Disk space',
  free: (free: string, total: string) => `${free} free of ${total}`,
  otherCopy: 'Another copy',
  seen: (at: string) => `last seen here on ${at}`,
  acceptAdvice:
    'If you restored an older copy yourself, say why; the ledger keeps the reason, and this copy is accepted as it is. If you did not, look for the other copy first.',
  acceptReason: 'Why lines are missing',
  accept: 'Accept this copy as it is',
  rebuildAdvice:
    'The catalogue follows from the ledger and can be rebuilt from it. The current one is kept in the inbox.',
  rebuild: 'Rebuild the catalogue',
  rebuilt: (aside: string) => `The catalogue was rebuilt. The previous one is in ${aside}.`,
  report: 'Custody report',
  reportTitle: (count: number) =>
    count === 1 ? 'Custody report for one record' : `Custody report for ${digits(count)} records`,
  reportOf: (count: number) =>
    count <= 1 ? 'Custody report…' : `Custody report for ${digits(count)} records…`,
  objectStamp: 'Save timestamp request (.tsq)',
  objectStamped: (at: string) => `Timestamp: existed before ${at}`,
  objectStampOpen: (at: string) => `Timestamp: ${at}, not proved by a root certificate`,
  reportAdvice:
    'Every event, oldest first, with a signed head, for a court or a colleague. Exporting it becomes part of the history.',
  reportPdf: 'Save as PDF…',
  reportPage: 'Save as web page',
  reportData: 'Save as JSON',
  reportDamaged: 'The report names something that is damaged.',
  damagedAdvice:
    'Nothing was changed. Restore the named files from another copy of this archive, then verify again.',
}
