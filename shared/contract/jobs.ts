import { z } from 'zod'
import { Instant } from '../model/ids.ts'
import { method } from './method.ts'

/** Long work. `totalFiles` and `totalBytes` are null while they are being counted. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'verify', 'index', 'batch', 'backup', 'restore', 'merge']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: Instant,
  doneFiles: z.int(),
  totalFiles: z.int().nullable(),
  doneBytes: z.number(),
  totalBytes: z.number().nullable(),
  current: z.string(),
})
export type Job = z.infer<typeof Job>

export const jobs = {
  'jobs.list': method(
    'Replies with the tasks that are running, and those that have ended since the archive was opened.',
    z.object({}),
    z.array(Job),
    { reads: [] },
  ),
  'jobs.cancel': method(
    'Asks a task to stop; it stops cleanly between two files or blocks.',
    z.object({ job: z.string() }),
    z.object({ job: z.string() }),
    { reads: [] },
  ),
}
