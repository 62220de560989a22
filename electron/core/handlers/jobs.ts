import type { Archive } from '../archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `jobs.*` on an open archive. */
export function jobHandlers(archive: Archive): HandlersOf<'jobs'> {
  return {
    'jobs.list': async () => archive.jobs.list(),
    'jobs.cancel': async ({ job }) => {
      archive.jobs.cancel(job)
      return { job }
    },
  }
}
