import { z } from 'zod'
import { RecordFields } from './record.ts'

/**
 * A file of the sample, by its path relative to the sample's folder. `attachTo` names the video that captions belong
 * to.
 */
export const SampleFile = z.strictObject({
  file: z.string().min(1),
  attachTo: z.string().optional(),
  language: z.string().default(''),
})

/** A record of the sample: its files (the original first) or a pasted text, its fields, the paths of its tags. */
export const SampleRecord = z.strictObject({
  key: z.string().min(1),
  files: z.array(z.string()).default([]),
  text: z.string().optional(),
  fields: RecordFields.strict(),
  tags: z.array(z.string()).default([]),
})
export type SampleRecord = z.infer<typeof SampleRecord>

/** What `resources/sample/sample.json` contains; the README next to it says how an archive is made from it. */
export const SampleArchive = z.strictObject({
  title: z.string().min(1),
  files: z.array(SampleFile),
  records: z.array(SampleRecord),
})
export type SampleArchive = z.infer<typeof SampleArchive>
