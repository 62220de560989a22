import { z } from 'zod'
import { AliasId, Instant } from './ids.ts'

/** Names of one person, place or thing, as the user wrote them; a search for one of them finds the others. */
export const AliasGroup = z.object({
  id: AliasId,
  names: z.array(z.string().min(1)).min(2),
  withdrawn: z.boolean().default(false),
  createdAt: Instant,
  modifiedAt: Instant,
})
export type AliasGroup = z.infer<typeof AliasGroup>
