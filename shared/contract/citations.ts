import { z } from 'zod'
import { CitationFields } from '../model/citation.ts'
import { RecordId } from '../model/ids.ts'
import { method } from './method.ts'

/** Reference styles: UNHCR's own order, and the OSCOLA order for UN documents. */
export const citationStyles = ['unhcr', 'oscola-un'] as const
export const CitationStyle = z.enum(citationStyles)
export type CitationStyle = z.infer<typeof CitationStyle>

/** A parsed citation line: what could be read, and the fields it filled. */
export const ParsedCitation = z.object({
  title: z.string(),
  dateStated: z.string(),
  languages: z.array(z.string()),
  fields: CitationFields,
})
export type ParsedCitation = z.infer<typeof ParsedCitation>

export const citations = {
  'citations.format': method(
    'Replies with the formatted reference of a citation in every style, as plain text; with none for a record without citation fields.',
    z.object({ id: RecordId }),
    z.object({ references: z.array(z.object({ style: CitationStyle, text: z.string() })) }),
    { reads: ['records'] },
  ),
  'citations.parse': method(
    'Parses a pasted UNHCR or Refworld citation line into fields, for the user to check.',
    z.object({ line: z.string() }),
    ParsedCitation.nullable(),
    { reads: [] },
  ),
}
