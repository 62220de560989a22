import { z } from 'zod'
import { ledgerTables } from './tables.ts'
import { Job } from './jobs.ts'

/** What a change can affect: the tables of the ledger, and what is derived from them or kept next to them. */
export const changeable = [...ledgerTables, 'index', 'settings', 'custody'] as const

/** What the core announces. `changed` names what changed; `*` means another archive was opened. */
export const ArchiveEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('changed'), tables: z.array(z.enum([...changeable, '*'])) }),
  z.object({ event: z.literal('progress'), job: Job }),
])
export type ArchiveEvent = z.infer<typeof ArchiveEvent>

/** Announces an event to every door. */
export type Publish = (event: ArchiveEvent) => void
