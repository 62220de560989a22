import { AppError } from '../../../shared/errors.ts'
import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `jobs.*`, for the jobs of the open archive and those that need none. */
export function jobHandlers(all: () => readonly Archive['jobs'][]): HandlersOf<'jobs'> {
  return {
    'jobs.list': async () =>
      all()
        .flatMap((jobs) => jobs.list())
        .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
    'jobs.cancel': async ({ job }) => {
      const owner = all().find((jobs) => jobs.list().some(({ id }) => id === job))
      if (!owner) throw new AppError('jobs.not-found')
      owner.cancel(job)
      return { job }
    },
  }
}
