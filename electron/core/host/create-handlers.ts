import type { Publish } from '../../../shared/contract/events.ts'
import type { Reply } from '../../../shared/contract/index.ts'
import type { Archive } from '../archive/archive.ts'
import type { Handlers } from '../handlers/handler.ts'
import { jobHandlers } from '../handlers/jobs.ts'
import { settingsHandlers } from '../handlers/settings.ts'
import type { Profile } from '../profile/profile.ts'
import type { Jobs } from '../session/jobs.ts'
import { archiveChoice } from './archive-choice.ts'
import { backupFolderHandlers } from './backup-handlers.ts'
import type { CurrentArchive } from './current-archive.ts'
import { handlersOf, type HostHandlers } from './handlers-of.ts'
import { mergeCopy } from './merge-host.ts'
import { rebuildCatalogue } from './rebuild-catalogue.ts'

/** What the handlers of a host work on. */
export interface HandlerServices {
  readonly profile: Profile
  readonly current: CurrentArchive
  readonly publish: Publish
  /** Jobs that need no open archive. */
  readonly ownJobs: Jobs
  /** Throws `request.unknown-ticket`. */
  readonly pathOf: (ticket: string) => string
  /** Named in the lock that a merge takes. */
  readonly lockName: string
  readonly refused: () => Reply<'archive.refused'>
}

/** Returns the handlers that can be called now: those of the host, and those of the open archive if there is one. */
export function createHandlers(services: HandlerServices): () => Partial<Handlers> {
  const ofHost = hostHandlers(services)
  let ofArchive: { readonly archive: Archive | null; readonly all: Partial<Handlers> } = {
    archive: null,
    all: ofHost,
  }
  return () => {
    const archive = services.current.get()
    if (archive !== ofArchive.archive)
      ofArchive = { archive, all: archive ? { ...ofHost, ...handlersOf(archive) } : ofHost }
    return ofArchive.all
  }
}

function hostHandlers(services: HandlerServices): HostHandlers {
  const { profile, current, publish, ownJobs, pathOf } = services
  return {
    ...settingsHandlers(profile, publish),
    ...archiveChoice(services),
    ...backupFolderHandlers(pathOf, { jobs: ownJobs, profile }),
    ...jobHandlers(() => [ownJobs, ...(current.get() ? [current.required().jobs] : [])]),
    'custody.rebuild-catalogue': async () => await rebuildCatalogue(current),
    'merges.preview': async ({ folder }) => await current.required().merges.preview(pathOf(folder)),
    'merges.run': async ({ folder }) => await mergeCopy(services, folder),
  }
}
