import type { ReactNode } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'

/** What other features show of a record; the window connects them, so that no feature needs another. */
export interface RecordParts {
  /** What the record contains: text, pages, a player, an image. `onPlace` receives the present place in it. */
  reader(record: HoldfastRecord, onPlace: (locator: string) => void): ReactNode
  citation(record: HoldfastRecord): ReactNode
  files(record: HoldfastRecord): ReactNode
  /** Copies the formatted reference, with the present place. */
  copyReference(record: HoldfastRecord, place: string): void
}
