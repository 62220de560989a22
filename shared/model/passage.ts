import { z } from 'zod'
import { LocatorText } from './locator-text.ts'

/**
 * A stretch of text with its locator: a paragraph (`char:`), a page (`page:`) or a caption (`t:`). `speaker` is the
 * voice that a caption names, if it does.
 */
export const Passage = z.object({
  locator: LocatorText,
  text: z.string(),
  speaker: z.string().optional(),
})
export type Passage = z.infer<typeof Passage>

/** The extracted text of one content object, as stored in `cache/text/<aa>/<sha256>.json`. */
export const ExtractedText = z.object({
  version: z.literal(1),
  hash: z.string(),
  tool: z.string(),
  passages: z.array(Passage),
})
export type ExtractedText = z.infer<typeof ExtractedText>
