import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Hit } from '../../../shared/contract/search.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { isUnfiltered } from '../../data/search-request.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { BulkBar } from './bulk-bar.tsx'
import type { BulkDialogs } from './bulk-bar.tsx'
import { EmptyArchive } from './empty-archive.tsx'
import { ListFoot } from './list-foot.tsx'
import { placeOf, rowAt } from './listed-records.ts'
import type { View } from './listed-records.ts'
import { RecordList } from './record-list.tsx'
import type { RecordListHandle } from './record-list.tsx'
import { useCursor } from './use-cursor.ts'
import { useListCommands } from './use-list-commands.ts'
import { useListedRecords } from './use-listed-records.ts'
import { useMarkRows } from './use-mark-rows.ts'
import type { Marks } from './use-marks.ts'
import { useTagPaths } from './use-tag-paths.ts'
import './library.css'
import './facets.css'

export interface ListPaneProps {
  marks: Marks
  /** What is shown instead of the list when a search finds nothing. */
  nothingFound: ReactNode
  bulkDialogs: BulkDialogs
}

/** The list of records, what can be done with the marked ones, and how many there are. */
export function ListPane({ marks, nothingFound, bulkDialogs }: ListPaneProps) {
  const address = useAddress()
  const run = useRunCommand()
  const list = useRef<RecordListHandle>(null)
  const [view, setView] = useState<View>({ first: 0, last: 0 })
  const { records, listedAddress, place, answer, error, isPending, waiting, showWaiting } = useListedRecords(
    address,
    view,
  )
  const openAt = placeOf(records, address.record ?? '')
  const [cursor, setCursor] = useCursor(place, openAt, records.total)
  const tagPaths = useTagPaths()
  const markRows = useMarkRows(marks)
  // The last reply stays until the next one arrives, even if it is empty.
  const isEmpty = listedAddress !== null && answer?.total === 0

  const open = (hit: Hit, isEntered: boolean) => {
    navigate({ record: hit.id, at: hit.locator })
    if (isEntered) run('window.enter-record')
  }
  const step = (by: number) => {
    // The first step opens the active row itself; further steps from record to record leave one step to come back
    // from.
    const isFirst = address.record === null
    const to = Math.max(0, Math.min(records.total - 1, isFirst ? cursor : cursor + by))
    const hit = rowAt(records, to)
    setCursor(to)
    list.current?.scrollTo(to)
    if (hit) navigate({ record: hit.id, at: hit.locator }, isFirst ? 'push' : 'replace')
  }
  const mark = () => {
    const hit = rowAt(records, cursor)
    if (hit) marks.toggle(hit.id)
  }
  useListCommands({ hasRows: records.total > 0, focus: () => list.current?.focus(), step, mark })

  return (
    <div className="library-pane">
      <Waiting count={waiting} onShow={showWaiting} />
      {error && <ErrorNote error={error} />}
      {isEmpty && (isUnfiltered(listedAddress) ? <EmptyArchive /> : nothingFound)}
      {!isEmpty && (
        <RecordList
          ref={list}
          records={records}
          place={place}
          cursor={cursor}
          openId={address.record}
          marks={marks}
          tagPaths={tagPaths}
          isBusy={isPending}
          onCursor={setCursor}
          onOpen={open}
          onMarkRows={markRows}
          onView={setView}
        />
      )}
      {marks.ids.size > 0 && <BulkBar marks={marks} dialogs={bulkDialogs} />}
      <ListFoot answer={answer} isFiltered={!isUnfiltered(address)} isPending={isPending} />
    </div>
  )
}

/** New records wait here, so that the list does not move while the user reads. */
function Waiting({ count, onShow }: { count: number; onShow(): void }) {
  const { library } = useMessages()
  if (count === 0) return null
  return (
    <button type="button" className="library-waiting" onClick={onShow}>
      {library.new(count)}
    </button>
  )
}
