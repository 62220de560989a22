import type { LedgerAct } from '../model/act.ts'
import type { verificationStatuses } from '../model/choices.ts'
import type { RecordKind, sensitivities } from '../model/record.ts'

export const kinds: Readonly<Record<RecordKind, string>> = {
  statement: 'Statement',
  video: 'Video',
  citation: 'Citation',
  document: 'Document',
}

/** Admiralty code: the source. */
export const reliability = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
}

/** Admiralty code: the information. */
export const credibility = {
  '1': 'confirmed by other sources',
  '2': 'probably true',
  '3': 'possibly true',
  '4': 'doubtful',
  '5': 'improbable',
  '6': 'truth cannot be judged',
}

export const verification: Readonly<Record<(typeof verificationStatuses)[number], string>> = {
  'not-examined': 'Not examined',
  'under-examination': 'Under examination',
  corroborated: 'Corroborated',
  contradicted: 'Contradicted',
  inconclusive: 'Inconclusive',
}

export const sensitivity: Readonly<Record<(typeof sensitivities)[number], string>> = {
  none: 'None noted',
  personal: 'Personal data',
  graphic: 'Graphic',
  'do-not-share': 'Do not share',
}

export const acts: Readonly<Record<LedgerAct, string>> = {
  creation: 'Created',
  accession: 'Accessioned',
  ingestion: 'Imported',
  'metadata modification': 'Changed',
  deaccession: 'Withdrawn',
  'fixity check': 'Fixity checked',
  'digital signature generation': 'Signed',
  'digital signature validation': 'Timestamp imported',
  exporting: 'Exported',
  dissemination: 'Shown outside the archive',
  'information package merging': 'Merged',
  replication: 'Backed up',
  recovery: 'Restored',
  migration: 'Derived',
  redaction: 'Redacted',
  undo: 'Undone',
  redo: 'Redone',
  unknown: 'Done by a newer Holdfast',
}

/** Names of fields; a field of a group is written `verification.status`. */
export const fields: Readonly<Record<string, string>> = {
  kind: 'Kind',
  title: 'Title',
  description: 'Description',
  languages: 'Languages',
  direction: 'Direction',
  dateStated: 'Date as stated',
  dateEdtf: 'Date, derived',
  people: 'People',
  sources: 'Sources',
  places: 'Places',
  tags: 'Tags',
  objects: 'Files',
  reliability: 'Source reliability',
  credibility: 'Information credibility',
  'verification.status': 'Verification',
  'verification.method': 'Verification: method',
  'verification.examiner': 'Verification: examined by',
  'verification.examinedOn': 'Verification: date',
  'verification.reason': 'Verification: reason',
  sensitivity: 'Sensitivity',
  rights: 'Rights',
  consent: 'Consent',
  signatories: 'Signatories',
  citation: 'Citation',
  'citation.author': 'Author or publisher',
  'citation.coAuthors': 'Co-authors',
  'citation.shortTitle': 'Short title',
  'citation.documentType': 'Document type',
  'citation.symbol': 'Document symbol',
  'citation.countries': 'Countries',
  'citation.topics': 'Topics',
  'citation.otherLanguages': 'Other languages',
  'citation.series': 'Series',
  'citation.refworldUrls': 'Refworld addresses',
  'citation.refworldId': 'Refworld id',
  'citation.otherUrls': 'Other addresses',
  'citation.accessedOn': 'Accessed on',
  'citation.webArchiveUrl': 'Web archive address',
  'citation.status': 'Status',
  'citation.supersededBy': 'Superseded by',
  'citation.supersedes': 'Supersedes',
  'citation.pinpoint': 'Pinpoint',
  'citation.notes': 'Citation notes',
  withdrawn: 'Withdrawn',
}
