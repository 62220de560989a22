import type { ReactNode } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'

/** What other features show of a record; the window joins them, so that no feature needs another. */
export interface RecordParts {
  /** What the record holds: text, pages, a player, a picture. `onPlace` is told where in it one is. */
  reader(record: HoldfastRecord, onPlace: (locator: string) => void): ReactNode
  citation(record: HoldfastRecord): ReactNode
  files(record: HoldfastRecord): ReactNode
  /** Copies the formatted reference, with the place one is at. */
  copyReference(record: HoldfastRecord, place: string): void
}
