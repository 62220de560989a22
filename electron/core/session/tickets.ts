import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Ticket } from '../../../shared/model/ids.ts'

/** Paths that the user chose, under names that reveal nothing: the page never sees a path and cannot make one up. */
export interface Tickets {
  issue(paths: readonly string[]): Ticket[]
  /** The path that a ticket stands for. Throws `request.unknown-ticket`. */
  pathOf(id: string): string
}

/** Tickets that live as long as the program runs. */
export function createTickets(): Tickets {
  const paths = new Map<string, string>()
  return {
    issue: (chosen) =>
      chosen.map((path) => {
        const id = randomUUID()
        paths.set(id, resolve(path))
        return { id, name: basename(path) }
      }),
    pathOf(id) {
      const path = paths.get(id)
      if (path === undefined) throw new AppError('request.unknown-ticket')
      return path
    },
  }
}
