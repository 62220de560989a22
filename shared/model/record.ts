import { z } from 'zod'
import { recordKinds, verificationStatuses } from './choices.ts'
import { CitationFields } from './citation.ts'
import { Hash, Instant, RecordId, TagId } from './ids.ts'

export const RecordKind = z.enum(recordKinds)
export type RecordKind = z.infer<typeof RecordKind>

/** Admiralty code, the source: A completely reliable … E unreliable, F cannot be judged. */
export const Reliability = z.enum(['A', 'B', 'C', 'D', 'E', 'F'])
/** Admiralty code, the information: 1 confirmed by other sources … 5 improbable, 6 cannot be judged. */
export const Credibility = z.enum(['1', '2', '3', '4', '5', '6'])

export const VerificationStatus = z.enum(verificationStatuses)
export type VerificationStatus = z.infer<typeof VerificationStatus>

/** What has been verified, by whom and how. It never says what a source states. */
export const Verification = z.object({
  status: VerificationStatus.default('not-examined'),
  method: z.string().default(''),
  examiner: z.string().default(''),
  examinedOn: z.string().default(''),
  reason: z.string().default(''),
})
export type Verification = z.infer<typeof Verification>

export const sensitivities = ['none', 'personal', 'graphic', 'do-not-share'] as const
export const Sensitivity = z.enum(sensitivities)

/** Who signed a statement, as the statement says: a named person, or a group with the number it gives. */
export const Signatory = z.discriminatedUnion('type', [
  z.object({ type: z.literal('person'), name: z.string(), role: z.string().default('') }),
  z.object({ type: z.literal('group'), label: z.string(), count: z.int().nonnegative() }),
])
export type Signatory = z.infer<typeof Signatory>

/** Measured from the bytes, never from what they show; what the file says about itself is "as found, not verified". */
export const ObjectFacts = z.object({
  durationMs: z.int().nonnegative().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  rotation: z.number().optional(),
  frameRate: z.number().optional(),
  container: z.string().optional(),
  videoCodec: z.string().optional(),
  audioCodec: z.string().optional(),
  createdAsFound: z.string().optional(),
  pages: z.int().optional(),
  /** The pages without a letter on them, as the first and last page of each run; a hundred runs at most. */
  textlessPages: z.array(z.tuple([z.int(), z.int()])).optional(),
  encoding: z.string().optional(),
  characters: z.int().optional(),
  /**
   * Files inside this one that were not read, or only in part: their names, a hundred at most, and how many there
   * are.
   */
  unread: z.array(z.string()).optional(),
  unreadParts: z.int().optional(),
})
export type ObjectFacts = z.infer<typeof ObjectFacts>

/** What was noticed while extracting the text of an object; the bytes are kept in any case. */
export const extractionNotes = [
  'no-text-layer',
  'pages-without-text',
  'encrypted',
  'damaged',
  'encoding-uncertain',
  'too-large',
  'cues-repaired',
  'no-reader',
  'reader-stopped',
  'parts-unread',
] as const
export const ExtractionNote = z.enum(extractionNotes)
export type ExtractionNote = z.infer<typeof ExtractionNote>

/** Bytes in the vault that belong to a record. A derived object names its source and how it was made. */
export const ContentObject = z.object({
  hash: Hash,
  role: z.enum(['original', 'transcript', 'derived']),
  sizeBytes: z.number().int().nonnegative(),
  mediaType: z.string(),
  name: z.string(),
  language: z.string().default(''),
  facts: ObjectFacts.default({}),
  notes: z.array(ExtractionNote).default([]),
  derivedFrom: Hash.optional(),
  tool: z.string().optional(),
})
export type ContentObject = z.infer<typeof ContentObject>

/**
 * The fields of a record that the user may edit. Dates: `dateStated` is kept as entered, `dateEdtf` is derived from
 * it.
 */
export const RecordFields = z.object({
  kind: RecordKind,
  title: z.string(),
  description: z.string().default(''),
  languages: z.array(z.string()).default([]),
  direction: z.enum(['auto', 'ltr', 'rtl']).default('auto'),
  dateStated: z.string().default(''),
  dateEdtf: z.string().default(''),
  people: z.array(z.string()).default([]),
  sources: z.array(z.string()).default([]),
  places: z.array(z.string()).default([]),
  reliability: Reliability.default('F'),
  credibility: Credibility.default('6'),
  verification: Verification.prefault({}),
  sensitivity: Sensitivity.default('none'),
  rights: z.string().default(''),
  consent: z.string().default(''),
  signatories: z.array(Signatory).default([]),
  citation: CitationFields.nullable().default(null),
})
export type RecordFields = z.infer<typeof RecordFields>

/** Why a record is no longer listed: its import was undone, or it was withdrawn. Its history and bytes stay. */
export const Withdrawal = z.object({ at: Instant, reason: z.string() })

/** A catalogued item. */
export const HoldfastRecord = RecordFields.extend({
  id: RecordId,
  tags: z.array(TagId).default([]),
  objects: z.array(ContentObject).default([]),
  withdrawn: Withdrawal.nullable().default(null),
  createdAt: Instant,
  modifiedAt: Instant,
})
export type HoldfastRecord = z.infer<typeof HoldfastRecord>

/**
 * The sum of the counts that a statement gives for its signatories (a named person counts as one); shown as computed.
 */
export function countSignatories(signatories: readonly Signatory[]): number {
  return signatories.reduce((sum, each) => sum + (each.type === 'group' ? each.count : 1), 0)
}
