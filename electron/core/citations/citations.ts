import type { CitationStyle, ParsedCitation } from '../../../shared/contract/citations.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { formatReferences } from './format.ts'
import { parseCitationLine } from './parse.ts'

/** Formats and parses citations of records. */
export interface Citations {
  /** Returns the reference to a record in every style. */
  format(record: HoldfastRecord): { style: CitationStyle; text: string }[]
  /** Parses a reference line; null when it follows no known style. */
  parse(line: string): ParsedCitation | null
}

/** The citation styles that Holdfast knows. */
export const citations: Citations = { format: formatReferences, parse: parseCitationLine }
