import type { Repair } from '../../../shared/contract/archive.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import type { NoteRepair } from '../disk/set-aside.ts'

/** What was found damaged and was repaired, oldest first. */
export interface Repairs {
  readonly note: NoteRepair
  list(): readonly Repair[]
}

const MOST_KEPT = 200

/** Creates an empty list; each entry added to it is announced. */
export function createRepairs(publish: Publish): Repairs {
  const kept: Repair[] = []
  return {
    note(note) {
      kept.push({ ...note, at: new Date().toISOString() })
      if (kept.length > MOST_KEPT) kept.shift()
      publish({ event: 'changed', tables: ['archive'] })
    },
    list: () => [...kept],
  }
}
