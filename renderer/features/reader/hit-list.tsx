import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { PassageMatch } from '../../../shared/contract/search.ts'
import { parseLocator } from '../../../shared/model/locator.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { Highlighted } from '../../ui/highlighted.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { hitLine } from './hit-line.ts'
import { useHitTexts } from './use-hit-texts.ts'
import type { Hits } from './use-hits.ts'

export interface HitListProps {
  readonly record: HoldfastRecord
  readonly hits: Hits
  readonly takesFocus: boolean
  onClose(): void
}

/** The height of a line in CSS pixels. */
const LINE = 28

/** Every match in the record, each with its place and its words; clicking a match scrolls the text to it. */
export function HitList({ record, hits, takesFocus, onClose }: HitListProps) {
  const { reader: words } = useMessages()
  const runCommand = useRunCommand()
  const { matches, current } = hits
  const view = useRef<HTMLDivElement>(null)
  // Nothing of it is passed on, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: matches.length,
    getScrollElement: () => view.current,
    estimateSize: () => LINE,
    overscan: 10,
  })
  const show = useEffectEvent((index: number) => list.scrollToIndex(index, { align: 'auto' }))
  useEffect(() => {
    if (current !== null) show(current)
  }, [current, matches])
  useEffect(() => {
    if (takesFocus) view.current?.focus()
  }, [takesFocus])
  const lines = list.getVirtualItems()
  const textOf = useHitTexts(
    record.id,
    lines.map(({ index }) => matches[index]!),
  )
  const labelOf = usePlaceLabel(record, matches)
  const onClick = ({ target }: MouseEvent) => {
    const line = target instanceof Element ? target.closest('[data-index]') : null
    if (line) hits.goTo(Number(line.getAttribute('data-index')))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((view.current?.clientHeight ?? 0) / LINE) - 1)
    const to = lineAt(event.key, { current, total: matches.length, page })
    if (event.key === 'Escape') {
      onClose()
      runCommand('window.enter-record')
    } else if (to !== null) hits.goTo(to)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="hit-list"
      ref={view}
      // A <select> cannot render only the lines in view.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={words.hitList}
      aria-activedescendant={current === null ? undefined : lineId(current)}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className="hit-list-inner" role="presentation" style={{ blockSize: list.getTotalSize() }}>
        {lines.map(({ key, index, start }) => (
          <Line
            key={key}
            index={index}
            total={matches.length}
            place={labelOf(matches[index]!)}
            match={matches[index]!}
            text={textOf(matches[index]!)}
            isCurrent={index === current}
            start={start}
          />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  readonly index: number
  readonly total: number
  readonly place: string
  readonly match: PassageMatch
  /** Undefined while it is being read. */
  readonly text: string | undefined
  readonly isCurrent: boolean
  readonly start: number
}

function Line({ index, total, place, match, text, isCurrent, start }: LineProps) {
  const line = text === undefined ? null : hitLine(text, match.range)
  return (
    <div
      id={lineId(index)}
      className="hit-line"
      // An <option> cannot contain highlights.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={isCurrent}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-index={index}
      style={{ blockSize: LINE, transform: `translateY(${start}px)` }}
    >
      <span className="hit-place">{place}</span>
      <span className="hit-words">
        {line && <Highlighted text={line.text} ranges={[line.range]} isLine />}
      </span>
    </div>
  )
}

/** The page, the time or the paragraph of a match, and the file it is in if there are several. */
function usePlaceLabel(record: HoldfastRecord, matches: readonly PassageMatch[]) {
  const { reader: words } = useMessages()
  const { duration } = useFormats()
  const isOfSeveral = useMemo(() => matches.some(({ hash }) => hash !== matches[0]?.hash), [matches])
  return ({ hash, passage, locator }: PassageMatch): string => {
    const place = parseLocator(locator)
    const object = isOfSeveral ? record.objects.find((each) => each.hash === hash) : undefined
    const label =
      place?.type === 'page'
        ? words.placePage(place.page)
        : place?.type === 'time'
          ? duration(place.startMs)
          : words.placeParagraph(passage + 1)
    return object ? `${label} ${object.language || object.name}` : label
  }
}

interface Place {
  readonly current: number | null
  readonly total: number
  readonly page: number
}

/** The line that a key goes to, or null when it is not one of the list's keys. */
function lineAt(key: string, { current, total, page }: Place): number | null {
  const at = current ?? -1
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: total - 1,
  }
  const to = steps[key]
  return to === undefined ? null : Math.max(0, Math.min(total - 1, to))
}

const lineId = (index: number): string => `hit-line-${index}`
