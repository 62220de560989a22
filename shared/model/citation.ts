import { z } from 'zod'

/** Document types that UNHCR and Refworld use; a citation may have another, as typed. */
export const citationTypes = [
  'Thematic Guidelines',
  'Country Positions',
  'Eligibility Guidelines',
  'Note',
  'Handbook',
  'ExCom Conclusion',
  'Policy',
  'Statement',
  'Briefing Note',
  'Press Release',
  'Research Paper',
  'Case Law',
  'Legislation',
] as const

/** Whether the source itself says that it is still current. `unknown` until somebody has checked. */
export const CitationStatus = z.enum(['unknown', 'current', 'superseded'])

/**
 * The fields of a UNHCR or Refworld citation beyond those that every record has (title, date, languages,
 * verification, local copies). Every text is kept as entered; an empty string or list means "not recorded".
 */
export const CitationFields = z.object({
  author: z.string().default(''),
  coAuthors: z.array(z.string()).default([]),
  shortTitle: z.string().default(''),
  documentType: z.string().default(''),
  symbol: z.string().default(''),
  countries: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  otherLanguages: z.array(z.object({ language: z.string(), url: z.string() })).default([]),
  series: z.string().default(''),
  refworldUrls: z.array(z.string()).default([]),
  refworldId: z.string().default(''),
  otherUrls: z.array(z.string()).default([]),
  accessedOn: z.string().default(''),
  webArchiveUrl: z.string().default(''),
  status: CitationStatus.default('unknown'),
  supersededBy: z.string().default(''),
  supersedes: z.string().default(''),
  pinpoint: z.string().default(''),
  notes: z.string().default(''),
})
export type CitationFields = z.infer<typeof CitationFields>
