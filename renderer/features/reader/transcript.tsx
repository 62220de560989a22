import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { parseLocator } from '../../../shared/model/locator.ts'
import type { Passage } from '../../../shared/model/passage.ts'
import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Select } from '../../ui/select.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { ExtractionNotes } from './extraction-notes.tsx'
import { captionAt, captionStarts } from './following.ts'
import { MarkedText } from './marked-text.tsx'
import type { Hits } from './use-hits.ts'
import { usePassages } from './use-passages.ts'
import type { Player } from './use-player.ts'

export interface TranscriptProps {
  readonly record: HoldfastRecord
  readonly transcripts: readonly ContentObject[]
  readonly hits: Hits
  readonly player: Player
}

/** The transcript next to a recording, in one of its languages. */
export function Transcript({ record, transcripts, hits, player }: TranscriptProps) {
  const { reader: words } = useMessages()
  const formats = useFormats()
  const [chosen, setChosen] = useState<string | null>(null)
  const [followed, setFollowed] = useState(hits.match)
  if (followed !== hits.match) {
    // A match in another language switches the transcript to it; a choice by hand stays until then.
    setFollowed(hits.match)
    setChosen(null)
  }
  const object = transcripts.find((each) => each.hash === (chosen ?? hits.match?.hash)) ?? transcripts[0]
  if (!object) return <p className="transcript-none">{words.noTranscript}</p>
  const nameOf = (each: ContentObject) => (each.language ? formats.languageName(each.language) : each.name)
  return (
    <section className="transcript" aria-label={words.transcript}>
      <header className="transcript-head">
        <h2>{words.transcript}</h2>
        {transcripts.length > 1 ? (
          <Select
            label={words.transcriptLanguage}
            isLabelHidden
            look="quiet"
            choices={transcripts.map((each) => ({ id: each.hash as string, label: nameOf(each) }))}
            value={object.hash}
            onChange={setChosen}
          />
        ) : (
          <span className="transcript-language">{nameOf(object)}</span>
        )}
      </header>
      <ExtractionNotes object={object} />
      <Captions key={object.hash} {...{ record, object, hits, player }} />
    </section>
  )
}

interface CaptionsProps extends Omit<TranscriptProps, 'transcripts'> {
  readonly object: ContentObject
}

function Captions({ record, object, hits, player }: CaptionsProps) {
  const { reader: words } = useMessages()
  const { passages, error } = usePassages(record.id, object.hash)
  const starts = useMemo(() => captionStarts(passages), [passages])
  const now = captionAt(starts, player.timeMs)
  const view = useRef<HTMLOListElement>(null)
  const [isFollowing, setFollowing] = useState(true)
  // Nothing of it is passed on, so the compiler has nothing to memoise wrongly.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: passages.length,
    getScrollElement: () => view.current,
    estimateSize: () => 44,
    overscan: 12,
  })
  const showNow = useEffectEvent((index: number) => list.scrollToIndex(index, { align: 'center' }))
  useEffect(() => {
    if (isFollowing && now !== null) showNow(now)
  }, [isFollowing, now, passages.length])
  const [arrivedAt, setArrivedAt] = useState(hits.match)
  if (arrivedAt !== hits.match) {
    setArrivedAt(hits.match)
    setFollowing(true)
  }

  if (error) return <ErrorNote error={error} />
  const pause = () => setFollowing(false)
  return (
    <>
      {/* Only what the user does stops the following; scrolling that follows a recording does not. */}
      <ol
        className="captions"
        ref={view}
        onWheel={pause}
        onTouchMove={pause}
        onPointerDown={pauseOnScrollbar(pause)}
      >
        <li className="captions-size" aria-hidden="true" style={{ blockSize: list.getTotalSize() }} />
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className="caption"
            aria-current={item.index === now ? 'true' : undefined}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Caption
              passage={passages[item.index]!}
              onSeek={(timeMs) => {
                player.seek(timeMs)
                setFollowing(true)
              }}
            >
              <MarkedText
                text={passages[item.index]!.text}
                marks={hits.marksOf(object.hash).get(item.index)}
                current={hits.current}
              />
            </Caption>
          </li>
        ))}
      </ol>
      {!isFollowing && (
        <Button size="small" onPress={() => setFollowing(true)}>
          {words.followAgain}
        </Button>
      )}
    </>
  )
}

interface CaptionProps {
  readonly passage: Passage
  onSeek(timeMs: number): void
  readonly children: React.ReactNode
}

function Caption({ passage, onSeek, children }: CaptionProps) {
  const formats = useFormats()
  const locator = parseLocator(passage.locator)
  const startMs = locator?.type === 'time' ? locator.startMs : 0
  return (
    <button type="button" className="caption-line" onClick={() => onSeek(startMs)}>
      <span className="caption-time">{formats.duration(startMs)}</span>
      <span className="caption-text" dir="auto">
        {passage.speaker && <b className="caption-speaker">{passage.speaker}: </b>}
        {children}
      </span>
    </button>
  )
}

/** Pressing the scrollbar targets the list itself, pressing a line targets the line. */
function pauseOnScrollbar(pause: () => void) {
  return (event: React.PointerEvent) => {
    if (event.target === event.currentTarget) pause()
  }
}
