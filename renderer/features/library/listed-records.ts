import type { Hit } from '../../../shared/contract/search.ts'
import { PAGE_SIZE } from '../../data/search-request.ts'

/** What the list shows: an exact total, and the pages that were read, by number. */
export interface ListedRecords {
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Hit[]>
}

export const noRecords: ListedRecords = { total: 0, pages: new Map() }

/** The record at a place from 0, or undefined if its page has not been read. */
export function rowAt(records: ListedRecords, index: number): Hit | undefined {
  return records.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE]
}

/** The place of a record among the pages that were read, or -1. */
export function placeOf(records: ListedRecords, id: string): number {
  for (const [page, hits] of records.pages) {
    const at = hits.findIndex((hit) => hit.id === id)
    if (at >= 0) return page * PAGE_SIZE + at
  }
  return -1
}

/** True when another reply lists exactly the same records, as far as both were read: then nothing needs to move. */
export function isSameList(shown: ListedRecords, latest: ListedRecords): boolean {
  if (shown.total !== latest.total || shown.total === 0) return false
  const first = latest.pages.get(0)
  return first !== undefined && first.every((hit, at) => shown.pages.get(0)?.[at]?.id === hit.id)
}

/** Rows in view, from 0, both inclusive. */
export interface View {
  readonly first: number
  readonly last: number
}

/**
 * What the list shows after the archive changed. A list never jumps: if records were added and rows in view would
 * move, it stays as it is (`isHeld`) until the user asks for the new ones; in every other case it follows.
 */
export function follow(
  shown: ListedRecords,
  latest: ListedRecords,
  view: View,
): { shown: ListedRecords; isHeld: boolean } {
  const grew = latest.total > shown.total && shown.total > 0
  if (grew && movesRows(shown, latest, view)) {
    return { shown: { ...shown, pages: new Map([...latest.pages, ...shown.pages]) }, isHeld: true }
  }
  // Pages out of view are only still right if nothing was added or removed.
  const kept = latest.total === shown.total ? shown.pages : new Map<number, readonly Hit[]>()
  return { shown: { total: latest.total, pages: new Map([...kept, ...latest.pages]) }, isHeld: false }
}

function movesRows(shown: ListedRecords, latest: ListedRecords, view: View): boolean {
  for (let index = view.first; index <= view.last; index += 1) {
    const before = rowAt(shown, index)
    const after = rowAt(latest, index)
    if (before && after && before.id !== after.id) return true
  }
  return false
}
