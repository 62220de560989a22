import { z } from 'zod'

/** The archive's own row, for what belongs to no record. */
export const ArchiveRow = z.object({
  id: z.literal('archive'),
  title: z.string(),
  createdAt: z.string(),
  modifiedAt: z.string(),
})
export type ArchiveRow = z.infer<typeof ArchiveRow>
