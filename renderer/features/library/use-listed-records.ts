import { useState } from 'react'
import type { ErrorReport } from '../../../shared/result.ts'
import type { SearchAnswer } from '../../../shared/contract/search.ts'
import type { Address } from '../../data/address.ts'
import { listRequest, PAGE_SIZE } from '../../data/search-request.ts'
import { useQueries } from '../../data/use-queries.ts'
import { follow, isSameList, noRecords } from './listed-records.ts'
import type { ListedRecords, View } from './listed-records.ts'

export interface RecordList {
  readonly records: ListedRecords
  /** The address that `records` belong to; null before the first reply. */
  readonly listedAddress: Address | null
  /**
   * Names these rows: it stays the same if another query finds exactly the same records, and so does the place in the
   * list.
   */
  readonly place: string
  /** How many records wait to be shown. */
  readonly waiting: number
  showWaiting(): void
  /** The beginning of the latest reply; undefined before the first. */
  readonly answer: SearchAnswer | undefined
  readonly error: ErrorReport | null
  /** True until the first reply to the present query arrives. */
  readonly isPending: boolean
}

interface Shown {
  readonly request: string
  readonly listedAddress: Address | null
  readonly place: string
  readonly latest: ListedRecords | null
  readonly records: ListedRecords
  readonly answer: SearchAnswer | undefined
}

/** The records that an address lists, read by page as they come into view. */
export function useListedRecords(address: Address, view: View): RecordList {
  const wanted = [...new Set([0, ...pagesOf(view)])]
  const request = JSON.stringify(listRequest(address))
  const snapshots = useQueries(
    'search.find',
    wanted.map((page) => listRequest(address, page * PAGE_SIZE)),
  )
  const [shown, setShown] = useState<Shown>({
    request: '',
    listedAddress: null,
    place: '',
    latest: null,
    records: noRecords,
    answer: undefined,
  })
  const [read, setRead] = useState<typeof snapshots | null>(null)
  const head = snapshots[0]

  // Adopted while rendering, so that no frame mixes rows of two replies.
  if (snapshots !== read) {
    setRead(snapshots)
    const isSettled = head?.value && snapshots.every((each) => !each.isPending)
    if (head?.value && (isSettled || shown.request !== request)) {
      const latest = combine(wanted, snapshots, head.value)
      const isFollowed = shown.request === request
      const records = isFollowed ? follow(shown.records, latest, view).shown : latest
      const place = isFollowed || isSameList(shown.records, latest) ? shown.place : request
      setShown({ request, listedAddress: address, place, latest, records, answer: head.value })
    }
  }
  return {
    records: shown.records,
    listedAddress: shown.listedAddress,
    place: shown.place,
    waiting: Math.max(0, (shown.latest?.total ?? 0) - shown.records.total),
    showWaiting: () => shown.latest && setShown({ ...shown, records: shown.latest }),
    answer: shown.answer,
    error: head?.error ?? null,
    isPending: shown.request !== request,
  }
}

function pagesOf(view: View): readonly number[] {
  const first = Math.floor(view.first / PAGE_SIZE)
  const last = Math.max(first, Math.floor(view.last / PAGE_SIZE))
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function combine(
  wanted: readonly number[],
  snapshots: readonly { readonly value: SearchAnswer | undefined }[],
  head: SearchAnswer,
): ListedRecords {
  const pages = new Map(
    wanted.flatMap((page, at) => {
      const hits = snapshots[at]?.value?.hits
      return hits ? [[page, hits] as const] : []
    }),
  )
  return { total: head.total, pages }
}
