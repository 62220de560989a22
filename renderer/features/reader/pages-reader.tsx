import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { parseLocator } from '../../../shared/model/locator.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ExtractionNotes } from './extraction-notes.tsx'
import { FileCard } from './file-card.tsx'
import { PageRow } from './page-row.tsx'
import { pageTexts } from './page-texts.ts'
import { PagesBar } from './pages-bar.tsx'
import type { PageView } from './pages-bar.tsx'
import type { ObjectReaderProps } from './object-reader-props.ts'
import { useArrival } from './use-arrival.ts'
import { usePassages } from './use-passages.ts'
import { useWidth } from './use-width.ts'

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]
/** Below this width in CSS pixels the text is shown under its page instead of next to it. */
const BESIDE_FROM = 640

/** Pages as they look, rendered as they come near the view, with the text extracted from each. */
export function PagesReader({ record, object, hits, at, onPlace }: ObjectReaderProps) {
  const { reader: words } = useMessages()
  const { passages, error, isPending } = usePassages(record.id, object.hash)
  const texts = useMemo(() => pageTexts(passages), [passages])
  const total = object.facts.pages ?? Math.max(0, ...texts.pages.keys())
  const match = hits.match?.hash === object.hash ? hits.match : null
  const [chosen, setChosen] = useState<PageView | null>(null)
  // Matches can only be highlighted in the text, so if there are any, it is shown next to the pages.
  const view = chosen ?? (hits.total > 0 ? 'both' : 'pages')
  const [zoom, setZoom] = useState(1)
  const [gone, setGone] = useState<{ readonly page: number }>()
  const [page, setPage] = useState(1)

  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const isBeside = view === 'both' && width >= BESIDE_FROM
  const pictureWidth = Math.max(120, (isBeside ? (width - 56) / 2 : Math.min(width - 32, 1000)) * zoom)
  // Nothing of it is passed on, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (view === 'text' ? 400 : pictureWidth * Math.SQRT2 + (isBeside ? 24 : 324)),
    overscan: 1,
    onChange: (now) => {
      const middle = (now.scrollOffset ?? 0) + (now.scrollRect?.height ?? 0) / 2
      const row = now.getVirtualItems().find((item) => item.end > middle)
      if (!row || row.index + 1 === page) return
      setPage(row.index + 1)
      onPlace(`page:${row.index + 1}`)
    },
  })
  const arrived = pageOfLocator(at)
  const matchPage = match ? (pageOfLocator(match.locator) ?? texts.pageOf(match.passage)) : null
  const wanted = gone?.page ?? matchPage ?? arrived
  const reason = gone ?? match ?? at
  // A match is in the text, so until there is text there is no place to scroll to.
  const isThere = wanted !== null && (match === null || passages.length > 0)
  const index = isThere ? wanted - 1 : null
  const arrival = useMemo(() => ({ index, reason, view }), [index, reason, view])
  useArrival(list, scroller, arrival)

  // A page chosen by hand stays until the next match or address is followed.
  const [followed, setFollowed] = useState<unknown>(match ?? at)
  if (followed !== (match ?? at)) {
    setFollowed(match ?? at)
    setGone(undefined)
  }
  const goTo = (to: number) => to >= 1 && to <= total && setGone({ page: to })
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    goTo(page + by)
  }

  if (total === 0 && isPending) return <p className="reader-nothing">{words.loading}</p>
  if (total === 0) return <FileCard object={object} />
  return (
    <div className="pages">
      <PagesBar
        {...{ page, total, view }}
        onPage={goTo}
        onView={setChosen}
        onZoom={(by) => setZoom(stepZoom(zoom, by))}
      />
      <ExtractionNotes object={object} />
      {error && <ErrorNote error={error} />}
      {/* Page Up and Page Down move through the pages, so the view takes the focus and listens. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className="pages-view"
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="document"
        aria-label={words.pages(record.title)}
        onKeyDown={onKeyDown}
      >
        <div className="pages-list" style={{ blockSize: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => (
            <PageRow
              key={item.key}
              ref={list.measureElement}
              {...{ object, view, isBeside, passages, item, pictureWidth }}
              direction={record.direction}
              onPage={texts.pages.get(item.index + 1) ?? []}
              marks={hits.marksOf(object.hash)}
              current={hits.current}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function pageOfLocator(locator: string): number | null {
  const parsed = parseLocator(locator)
  return parsed?.type === 'page' ? parsed.page : null
}

function stepZoom(zoom: number, by: 1 | -1): number {
  return ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom) + by))]!
}
