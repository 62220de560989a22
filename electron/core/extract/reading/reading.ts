import type { Hash } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { ExtractionNote, ObjectFacts } from '../../../../shared/model/record.ts'
import type { Category } from './sniff.ts'

/** An object to read: its bytes are at `path`; `name` is its original name. */
export interface ExtractRequest {
  readonly hash: Hash
  readonly path: string
  readonly name: string
  /** Skips the files inside it, and reads pages without a tree: for an object that has already killed the reader. */
  readonly isShallow?: boolean
  /** The time that its parts may take, in milliseconds. */
  readonly partsMs?: number
}

/** A page of a PDF (counted from 1) to draw, `width` pixels wide. */
export interface PageRequest {
  readonly hash: Hash
  readonly path: string
  readonly page: number
  readonly width: number
}

/** What was learned about an object. `text` is null when it contains none that Holdfast can read. */
export interface Extraction {
  readonly mediaType: string
  readonly category: Category
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly text: ExtractedSummary | null
}

/** The text found: how much, in which language (BCP 47, or '' when unsure), and the title it contains. */
export interface ExtractedSummary {
  readonly passages: number
  readonly characters: number
  readonly language: string
  readonly title: string
}

/** The result of reading one format; `passages` is null when the format contains no text that can be read. */
export interface Reading {
  readonly passages: readonly Passage[] | null
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly title: string
}

/** The reading that consists of `passages` and whatever else is known. */
export function readingOf(passages: readonly Passage[] | null, known: Partial<Reading> = {}): Reading {
  return { facts: {}, notes: [], title: '', ...known, passages }
}

/** File system errors name the call that failed; errors about the content never do. */
export const isDiskFault = (error: unknown): boolean => error instanceof Error && 'syscall' in error
