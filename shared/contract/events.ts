import { z } from 'zod'
import { Job } from './jobs.ts'

/** What the core announces. `changed` names tables whose rows changed; `*` means another archive was opened. */
export const ArchiveEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('changed'),
    tables: z.array(
      z.enum(['archive', 'records', 'tags', 'aliases', 'searches', 'index', 'settings', 'custody', '*']),
    ),
  }),
  z.object({ event: z.literal('progress'), job: Job }),
])
export type ArchiveEvent = z.infer<typeof ArchiveEvent>

/** Announces an event to every door. */
export type Publish = (event: ArchiveEvent) => void
