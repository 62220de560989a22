import type { ArchiveEvent, Publish } from '../../../shared/contract/events.ts'
import type { Reply } from '../../../shared/contract/index.ts'
import { sweepTempFolders } from '../disk/temp-folder.ts'
import { openProfile } from '../profile/profile.ts'
import { createJobs } from '../session/jobs.ts'
import { createTickets } from '../session/tickets.ts'
import { createCurrentArchive, type CurrentArchive } from './current-archive.ts'
import { createDispatch } from './dispatch.ts'
import { createHandlers } from './create-handlers.ts'
import type { Host, HostOptions } from './host-interface.ts'
import { createObjects } from './objects.ts'
import { openFirst } from './open-first.ts'

/** A host without an open archive yet, and how to open one. */
export interface AssembledHost {
  readonly host: Host
  readonly current: CurrentArchive
  /** Opens the archive that a window starts with. */
  openFirst(): Promise<void>
}

/** Builds a host from its parts. Throws `store.*` when the profile cannot be read. */
export async function assembleHost(options: HostOptions): Promise<AssembledHost> {
  const profile = await openProfile(options.home)
  // Not awaited: nothing depends on what a killed process left.
  void sweepTempFolders()
  const tickets = createTickets()
  const events = createEvents()
  const { publish } = events
  const ownJobs = createJobs(publish)
  const { schedule = null, resources, startProcess, limits, migrations } = options
  const openOptions = { schedule, resources, startProcess, limits, migrations, ...namesOf(options) }
  const current = createCurrentArchive({ ...openOptions, profile, tickets, publish, logBug })
  let refused: Reply<'archive.refused'> = null
  const handlers = createHandlers({
    profile,
    current,
    publish,
    ownJobs,
    pathOf: tickets.pathOf,
    lockName: options.appName,
    refused: () => refused,
  })
  const door = { call: createDispatch(handlers, logBug), issueTickets: tickets.issue }
  const host: Host = {
    ...door,
    ...createObjects(current.required),
    onEvent: events.listen,
    async close() {
      const last = current.forget()
      await ownJobs.stopAll()
      await last?.close()
    },
  }
  return {
    host,
    current,
    async openFirst() {
      refused = await openFirst({ profile, current, door, resources, logBug })
    },
  }
}

function namesOf({ appName, version, actor }: HostOptions): { software: string; who: string } {
  return { software: `${appName} ${version}`, who: actor ? `${appName} (${actor})` : appName }
}

function createEvents() {
  const listeners = new Set<(event: ArchiveEvent) => void>()
  const publish: Publish = (event) => listeners.forEach((listener) => listener(event))
  return {
    publish,
    listen(listener: (event: ArchiveEvent) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function logBug(id: string, thrown: unknown): void {
  console.error(`[${id}]`, thrown)
}
