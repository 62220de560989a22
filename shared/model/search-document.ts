import type { Hash, RecordId, TagId } from './ids.ts'
import type { RecordKind, VerificationStatus } from './record.ts'
import type { z } from 'zod'

/**
 * What the search index receives about a record. Text is not passed: the index itself reads the passages of each hash
 * from the archive's text cache. Days count from 1970-01-01; without a date both are null.
 */
export interface SearchDocument {
  readonly id: RecordId
  readonly kind: RecordKind
  readonly title: string
  readonly description: string
  readonly names: readonly string[]
  readonly people: readonly string[]
  readonly sources: readonly string[]
  readonly places: readonly string[]
  readonly tags: readonly TagId[]
  readonly languages: readonly string[]
  readonly verification: z.infer<typeof VerificationStatus>
  readonly fromDay: number | null
  readonly toDay: number | null
  readonly dateStated: string
  readonly dateEdtf: string
  /** Of all content objects together. */
  readonly sizeBytes: number
  /** Of the first object that has a duration; null when none has one. */
  readonly durationMs: number | null
  /** Document symbols and the like, matched in full and in part. */
  readonly symbols: readonly string[]
  /** Everything else that can be searched for: citation fields, signatories, rights, verification notes. */
  readonly details: readonly string[]
  readonly texts: readonly { readonly hash: Hash; readonly role: 'text' | 'transcript' }[]
  readonly modifiedAt: string
  /** What typed filters ask for: `has:video`, `has:transcript`, `grade:b2` (Admiralty code, lower case). */
  readonly traits?: readonly string[]
}

/** The tag tree as the index needs it: paths for words and facets, parents so that a parent includes its children. */
export interface SearchTag {
  readonly id: TagId
  readonly parent: TagId | null
  readonly label: string
  readonly path: string
}
