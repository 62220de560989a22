import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Hit } from '../../../shared/contract/search.ts'
import { callMethod } from '../../data/call-method.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { isUnfiltered, listRequest } from '../../data/search-request.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { BulkBar } from './bulk-bar.tsx'
import type { EditFields } from './bulk-bar.tsx'
import { EmptyArchive } from './empty-archive.tsx'
import { placeOf, rowAt } from './listed-records.ts'
import type { View } from './listed-records.ts'
import { ListFoot } from './list-foot.tsx'
import { RecordList } from './record-list.tsx'
import type { RecordListHandle } from './record-list.tsx'
import { useListedRecords } from './use-listed-records.ts'
import type { Marks } from './use-marks.ts'
import { useTagPaths } from './use-tag-paths.ts'
import './library.css'

export interface ListPaneProps {
  marks: Marks
  /** What stands in the list's place where a search finds nothing. */
  nothingFound: ReactNode
  editFields: EditFields
}

/** The list of records, what can be done with the marked ones, and how many there are. */
export function ListPane({ marks, nothingFound, editFields }: ListPaneProps) {
  const { library, window: words } = useMessages()
  const address = useAddress()
  const list = useRef<RecordListHandle>(null)
  const [view, setView] = useState<View>({ first: 0, last: 0 })
  const { records, question, waiting, showWaiting, answer, error, isPending } = useListedRecords(
    address,
    view,
  )
  const [wanted, setCursor] = useCursor(question, placeOf(records, address.record ?? ''))
  const cursor = Math.max(0, Math.min(wanted, records.total - 1))
  const run = useRunCommand()
  const tagPaths = useTagPaths()
  const markAll = useMarkAll(marks)

  const open = (hit: Hit) => navigate({ record: hit.id, at: hit.locator })
  const step = (by: number) => {
    const from = address.record === null ? cursor - by : cursor
    const to = Math.max(0, Math.min(records.total - 1, address.record === null ? cursor : from + by))
    const hit = rowAt(records, to)
    setCursor(to)
    list.current?.scrollTo(to)
    if (hit) navigate({ record: hit.id, at: hit.locator }, address.record === null ? 'push' : 'replace')
  }
  const markRange = (from: number, to: number) => {
    const places = Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => Math.min(from, to) + at)
    marks.add(places.flatMap((place) => rowAt(records, place)?.id ?? []))
  }
  const group = words.groupList
  const hasRows = records.total > 0
  useCommand({
    id: 'library.focus',
    label: library.focus,
    group,
    keys: ['L'],
    run: () => list.current?.focus(),
  })
  useCommand({
    id: 'library.next',
    label: library.next,
    group,
    keys: ['J'],
    isDisabled: !hasRows,
    run: () => step(1),
  })
  useCommand({
    id: 'library.previous',
    label: library.previous,
    group,
    keys: ['K'],
    isDisabled: !hasRows,
    run: () => step(-1),
  })
  useCommand({
    id: 'library.mark',
    label: library.mark,
    group,
    keys: ['X'],
    isDisabled: !hasRows,
    run: () => {
      const hit = rowAt(records, cursor)
      if (hit) marks.toggle(hit.id)
    },
  })

  return (
    <div className="library-pane">
      {waiting > 0 && (
        <button type="button" className="library-waiting" onClick={showWaiting}>
          {library.new(waiting)}
        </button>
      )}
      {error && <ErrorNote error={error} />}
      {answer?.total === 0 && !isPending ? (
        isUnfiltered(address) ? (
          <EmptyArchive />
        ) : (
          nothingFound
        )
      ) : (
        <RecordList
          ref={list}
          records={records}
          question={question}
          cursor={cursor}
          openId={address.record}
          marks={marks}
          tagPaths={tagPaths}
          isBusy={isPending}
          onCursor={setCursor}
          onOpen={open}
          onMarkRange={markRange}
          onMarkAll={markAll}
          onEnter={() => run('window.enter-record')}
          onView={setView}
        />
      )}
      {marks.ids.size > 0 && <BulkBar marks={marks} editFields={editFields} />}
      <ListFoot answer={answer} isFiltered={!isUnfiltered(address)} isPending={isPending} />
    </div>
  )
}

/** The active row. It starts at the top of each list and follows the open record. */
function useCursor(question: string, openAt: number): readonly [number, (index: number) => void] {
  const [state, setState] = useState({ question, openAt, cursor: Math.max(0, openAt) })
  const isOther = state.question !== question
  if (isOther || (openAt >= 0 && openAt !== state.openAt)) {
    setState({ question, openAt, cursor: openAt >= 0 ? openAt : 0 })
  }
  const setCursor = useCallback((cursor: number) => setState((now) => ({ ...now, cursor })), [])
  return [state.cursor, setCursor]
}

/** Marks every record that the list of the address holds, however many. */
function useMarkAll(marks: Marks): () => void {
  const shell = useShell()
  const address = useAddress()
  const latest = useRef(marks)
  useEffect(() => {
    latest.current = marks
  }, [marks])
  return () => {
    const MOST = 500
    const read = async (offset: number): Promise<void> => {
      const request = { ...listRequest(address, offset), limit: MOST }
      const result = await callMethod(shell, 'search.find', request)
      if (!result.ok) return
      latest.current.add(result.value.hits.map((hit) => hit.id))
      if (offset + MOST < result.value.total) await read(offset + MOST)
    }
    void read(0)
  }
}
