import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { printLocator } from '../../../shared/model/locator.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { useCommand } from '../../data/commands.tsx'
import { useObjectAddress } from '../../data/use-object-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { displayOf } from './content.ts'
import { startOf } from './following.ts'
import { PlayerControls } from './player-controls.tsx'
import type { ObjectReaderProps } from './object-reader-props.ts'
import { Transcript } from './transcript.tsx'
import { UnplayableCard } from './unplayable-card.tsx'
import { usePlayer } from './use-player.ts'
import type { Player } from './use-player.ts'

/** Assumed frames per second when a file does not give its own rate. */
const ASSUMED_RATE = 25
const SKIP_MS = 5000

export interface MediaReaderProps extends ObjectReaderProps {
  readonly transcripts: readonly ContentObject[]
}

/** A recording with its transcript: the line follows, a click seeks, matches are highlighted and seek. */
export function MediaReader({ record, object, hits, at, onPlace, transcripts }: MediaReaderProps) {
  const { reader: words } = useMessages()
  const isVideo = displayOf(object) === 'video'
  const frameRate = object.facts.frameRate ?? ASSUMED_RATE
  const { src, renew } = useObjectAddress({ hash: object.hash, as: 'bytes' })
  const { player, setElement } = usePlayer({
    renew,
    durationMs: object.facts.durationMs ?? 0,
    frameRate,
    hasPicture: isVideo,
  })
  const [hasFocus, setHasFocus] = useState(false)
  usePlayerKeys(player, hasFocus)
  useArrivalInTime(player, hits.match?.locator ?? at)
  useEffect(() => {
    onPlace(printLocator({ type: 'time', startMs: player.timeMs, endMs: null }))
  }, [player.timeMs, onPlace])

  return (
    // The keys of the player work wherever the focus is in it; each has a button of its own too.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={`media media--${isVideo ? 'video' : 'audio'}`}
      onFocus={() => setHasFocus(true)}
      onBlur={(event) => setHasFocus(event.currentTarget.contains(event.relatedTarget))}
      onKeyDown={(event) => playOnSpace(event, player)}
    >
      <div className="media-stage">
        {player.unplayable && <UnplayableCard why={player.unplayable} object={object} />}
        {/* Captions are shown next to the picture as the transcript, in every available language. */}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
        <video
          ref={setElement}
          className={isVideo && !player.unplayable ? 'media-picture' : 'media-silent'}
          src={src}
          preload="metadata"
          tabIndex={isVideo ? 0 : -1}
          aria-label={record.title || object.name}
          onClick={player.toggle}
          {...player.events}
        />
        {player.unplayable !== 'nothing' && (
          <PlayerControls
            player={player}
            isVideo={isVideo && !player.unplayable}
            note={isVideo && !object.facts.frameRate ? words.assumedRate(ASSUMED_RATE) : ''}
          />
        )}
      </div>
      <Transcript record={record} transcripts={transcripts} hits={hits} player={player} />
    </div>
  )
}

/** Seeks on arrival at a match or an address, and again once the recording can be sought in. */
function useArrivalInTime(player: Player, locator: string): void {
  const { seek, element } = player
  const lastSought = useRef('')
  useEffect(() => {
    const timeMs = startOf(locator)
    if (timeMs === null || lastSought.current === locator) return
    const go = () => {
      lastSought.current = locator
      seek(timeMs)
    }
    if (!element) return
    if (element.readyState >= HTMLMediaElement.HAVE_METADATA) return go()
    element.addEventListener('loadedmetadata', go, { once: true })
    return () => element.removeEventListener('loadedmetadata', go)
  }, [locator, seek, element])
}

/** The player's keys work while the focus is in it; elsewhere J and K move through the list. */
function usePlayerKeys(player: Player, hasFocus: boolean): void {
  const { reader: words } = useMessages()
  const shared = { group: words.region, isDisabled: !hasFocus }
  useCommand({ ...shared, id: 'reader.play', label: words.play, keys: ['K'], run: player.toggle })
  useCommand({
    ...shared,
    id: 'reader.back',
    label: words.back,
    keys: ['J', 'ArrowLeft'],
    run: () => player.skip(-SKIP_MS),
  })
  useCommand({
    ...shared,
    id: 'reader.forward',
    label: words.forward,
    keys: ['L', 'ArrowRight'],
    run: () => player.skip(SKIP_MS),
  })
  useCommand({
    ...shared,
    id: 'reader.frame-back',
    label: words.previousFrame,
    keys: [','],
    run: () => player.stepFrame(-1),
  })
  useCommand({
    ...shared,
    id: 'reader.frame-forward',
    label: words.nextFrame,
    keys: ['.'],
    run: () => player.stepFrame(1),
  })
  useCommand({
    ...shared,
    id: 'reader.slower',
    label: words.slower,
    keys: ['['],
    run: () => player.stepRate(-1),
  })
  useCommand({
    ...shared,
    id: 'reader.faster',
    label: words.faster,
    keys: [']'],
    run: () => player.stepRate(1),
  })
  useCommand({ ...shared, id: 'reader.mute', label: words.mute, keys: ['M'], run: player.toggleMuted })
}

function playOnSpace(event: KeyboardEvent, player: Player): void {
  if (event.key !== ' ' || event.defaultPrevented || !(event.target instanceof HTMLVideoElement)) return
  event.preventDefault()
  player.toggle()
}
