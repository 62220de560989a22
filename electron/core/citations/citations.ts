import type { CitationStyle, ParsedCitation } from '../../../shared/contract/citations.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { formatReferences } from './format.ts'
import { parseCitationLine } from './parse.ts'

/** Citations of records, written and read. */
export interface Citations {
  /** The reference to a record in every style. */
  format(record: HoldfastRecord): { style: CitationStyle; text: string }[]
  /** What a line of references names; null where it follows no known style. */
  parse(line: string): ParsedCitation | null
}

/** The citation styles that Holdfast knows. */
export const citations: Citations = { format: formatReferences, parse: parseCitationLine }
