import type { ReportedObject } from '../contract/custody-report.ts'
import type { Outcome } from '../model/act.ts'

const fixity: Readonly<Record<ReportedObject['fixity'], string>> = {
  unchanged: 'Unchanged: the bytes have this hash',
  changed: 'CHANGED: the bytes no longer have this hash',
  missing: 'MISSING from the vault',
  unreadable: 'COULD NOT BE READ',
}

const outcomes: Readonly<Record<Outcome, string>> = {
  success: 'success',
  warning: 'with a warning',
  failure: 'FAILED',
}

const roles: Readonly<Record<ReportedObject['object']['role'], string>> = {
  original: 'Original',
  transcript: 'Transcript',
  derived: 'Derived',
}

/** The words of the custody report, which leaves the archive as a page of its own. */
export const reportWords = {
  title: 'Custody report',
  about:
    'Everything that the ledger of this archive records about the items below, oldest first. It says what was done, when and by whom; it does not say whether what a source states is true.',
  archive: 'Archive',
  made: 'Made',
  madeBy: (who: string, software: string) =>
    who === software ? `by ${software}` : `by ${who}, with ${software}`,
  ledger: 'Ledger',
  ledgerIntact: (lines: string) =>
    `All ${lines} lines were read for this report; each has its hash and follows the one before, and every signature matches.`,
  ledgerDamaged: (count: string) =>
    `The ledger is damaged in ${count} ${count === '1' ? 'place' : 'places'}. Anything after a damaged line may be incomplete.`,
  writers: 'Written by',
  record: 'Accession number',
  kind: 'Kind',
  withdrawn: (reason: string, at: string) => `Withdrawn on ${at}: ${reason}`,
  noFiles: 'This item has no files.',
  files: 'Files',
  name: 'Name',
  role: 'Role',
  size: 'Size',
  type: 'Media type',
  hash: 'SHA-256',
  fixityNow: 'When this report was made',
  madeFrom: 'Derived from',
  events: 'Chain of custody',
  eventCount: (count: string) => (count === '1' ? '1 event' : `${count} events`),
  number: 'No.',
  when: 'When',
  what: 'What',
  who: 'Who',
  changed: 'What it changed',
  place: 'Ledger line',
  software: 'software',
  noOffset: 'UTC',
  inUtc: (time: string) => `${time} UTC`,
  together: (count: string) => `One of ${count} changed by the same line`,
  wholeArchive: 'Concerns the whole archive',
  stampHolds: (at: string) => `Proves that what was stamped existed before ${at}`,
  stampOpen: (at: string) => `States ${at}; no root certificate was chosen to prove it`,
  savedAs: (name: string) => `A copy was saved as ${name}`,
  reportLeft: (hash: string) => `A custody report left the archive, SHA-256 ${hash}`,
  undoes: (line: string) => `Of ${line}`,
  before: 'before',
  after: 'after',
  added: 'added',
  removed: 'removed',
  nothing: 'nothing',
  directions: { auto: 'From the text', ltr: 'Left to right', rtl: 'Right to left' },
  outcome: (outcome: string) => `Outcome: ${outcome}`,
  tool: (name: string, version: string) => `Tool: ${name} ${version}`,
  check: 'How to check this report',
  checkSteps: [
    'The text below states how far every ledger of the archive reached when this report was made, and is signed by the computer that made it.',
    'Save the statement, the signature (decoded from base64) and the public key as files, and run:',
  ],
  checkCommand:
    'base64 -d head.sig.b64 > head.sig\nopenssl pkeyutl -verify -pubin -inkey key.pem -rawin -in head.txt -sigfile head.sig',
  checkAfter:
    'A copy of the archive is the one that is reported here when its ledger has the stated lines: “holdfast verify --archive <folder> --against head.txt” says so, and names every line that differs.',
  statement: 'Statement (head.txt)',
  signature: 'Signature (head.sig.b64)',
  publicKey: 'Public key (key.pem)',
  fixity,
  outcomes,
  roles,
} as const
