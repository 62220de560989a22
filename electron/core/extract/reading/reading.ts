import type { Hash } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { ExtractionNote, ObjectFacts } from '../../../../shared/model/record.ts'
import type { Category } from './sniff.ts'

/** An object to read: its bytes lie at `path`; `name` is the one it was given by its owner. */
export interface ExtractRequest {
  readonly hash: Hash
  readonly path: string
  readonly name: string
  /** Leaves what lies inside it unread, and pages without a tree: for one that has ended the reader before. */
  readonly isShallow?: boolean
  /** How long its parts may take, in milliseconds. */
  readonly partsMs?: number
}

/** A page of a PDF (from 1) to draw, `width` pixels wide. */
export interface PageRequest {
  readonly hash: Hash
  readonly path: string
  readonly page: number
  readonly width: number
}

/** What was learned of an object. `text` is null when it holds none that Holdfast can read. */
export interface Extraction {
  readonly mediaType: string
  readonly category: Category
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly text: ExtractedSummary | null
}

/** The text found: how much, in which language (BCP 47, or '' when unsure), and the title that it gives itself. */
export interface ExtractedSummary {
  readonly passages: number
  readonly characters: number
  readonly language: string
  readonly title: string
}

/** What the reader of one format hands back; `passages` is null when the format holds no text it can read. */
export interface Reading {
  readonly passages: readonly Passage[] | null
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly title: string
}

/** A reading of `passages` alone, with what else is known of them. */
export function readingOf(passages: readonly Passage[] | null, known: Partial<Reading> = {}): Reading {
  return { facts: {}, notes: [], title: '', ...known, passages }
}

/** Errors of the file system name the call that failed; errors about the content never do. */
export const isDiskFault = (error: unknown): boolean => error instanceof Error && 'syscall' in error
