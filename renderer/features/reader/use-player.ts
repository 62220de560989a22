import { useCallback, useMemo, useState } from 'react'
import type { ReactEventHandler } from 'react'

/** Why a recording cannot be shown: its picture, or all of it, is in a format that this window cannot decode. */
export type Unplayable = 'no-picture' | 'nothing'

/** A playing recording: its state and its controls. Positions are milliseconds. */
export interface Player {
  /** The media element once it is on the page. */
  readonly element: HTMLVideoElement | null
  readonly timeMs: number
  readonly durationMs: number
  readonly isPlaying: boolean
  readonly rate: number
  readonly isMuted: boolean
  readonly unplayable: Unplayable | null
  toggle(): void
  seek(timeMs: number): void
  skip(byMs: number): void
  stepFrame(by: 1 | -1): void
  setRate(rate: number): void
  stepRate(by: 1 | -1): void
  toggleMuted(): void
  /** Listeners for the media element. */
  readonly events: Readonly<Record<MediaEvent, ReactEventHandler<HTMLVideoElement>>>
}

type MediaEvent =
  | 'onTimeUpdate'
  | 'onSeeked'
  | 'onPlay'
  | 'onPause'
  | 'onRateChange'
  | 'onVolumeChange'
  | 'onLoadedMetadata'
  | 'onError'

export const playerRates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const

interface Known {
  /** Gets a new address after an error, if the present one has expired; returns whether it does. */
  renew(): boolean
  readonly durationMs: number
  readonly frameRate: number
  readonly hasPicture: boolean
}

const IDLE = { timeMs: 0, durationMs: 0, isPlaying: false, rate: 1, isMuted: false }

/** The state of a media element and its commands; `known` is what was measured from the file when it was imported. */
export function usePlayer({ durationMs, frameRate, hasPicture, renew }: Known): {
  readonly player: Player
  /** The `ref` of the media element. */
  setElement(element: HTMLVideoElement | null): void
} {
  const [element, setElement] = useState<HTMLVideoElement | null>(null)
  const [state, setState] = useState({ ...IDLE, durationMs })
  const [unplayable, setUnplayable] = useState<Unplayable | null>(null)

  const read = useCallback(() => {
    if (!element) return
    const measured = Number.isFinite(element.duration) ? Math.round(element.duration * 1000) : durationMs
    setState({
      timeMs: Math.round(element.currentTime * 1000),
      durationMs: measured,
      isPlaying: !element.paused,
      rate: element.playbackRate,
      isMuted: element.muted,
    })
  }, [element, durationMs])

  const onLoadedMetadata = useCallback(() => {
    // A picture in a format that cannot be decoded still "plays": the sound runs with a picture of width 0.
    if (hasPicture && element?.videoWidth === 0) setUnplayable('no-picture')
    read()
  }, [element, hasPicture, read])

  const onError = useCallback(() => {
    if (!element || !renew()) return setUnplayable('nothing')
    resumeWhenLoaded(element)
  }, [element, renew])

  const commands = useMemo(() => commandsOf(element, frameRate), [element, frameRate])
  const events = useMemo(
    () => ({
      onTimeUpdate: read,
      onSeeked: read,
      onPlay: read,
      onPause: read,
      onRateChange: read,
      onVolumeChange: read,
      onLoadedMetadata,
      onError,
    }),
    [read, onLoadedMetadata, onError],
  )
  return { player: { element, ...state, unplayable, ...commands, events }, setElement }
}

/** Keeps the place, the rate and the playing through a change of the address. */
function resumeWhenLoaded(element: HTMLVideoElement): void {
  const { currentTime, playbackRate, paused } = element
  const resume = () => {
    element.currentTime = currentTime
    element.playbackRate = playbackRate
    if (!paused) void element.play().catch(ignoreAbort)
  }
  element.addEventListener('loadedmetadata', resume, { once: true })
}

function commandsOf(media: HTMLVideoElement | null, frameRate: number) {
  const onMedia = (act: (element: HTMLVideoElement) => void) => {
    if (media) act(media)
  }
  const seek = (timeMs: number) =>
    onMedia((element) => {
      const end = Number.isFinite(element.duration) ? element.duration : Infinity
      element.currentTime = Math.min(Math.max(0, timeMs / 1000), end)
    })
  const setRate = (rate: number) =>
    onMedia((element) => {
      element.playbackRate = rate
    })
  return {
    seek,
    setRate,
    toggle: () =>
      onMedia((element) => (element.paused ? void element.play().catch(ignoreAbort) : element.pause())),
    skip: (byMs: number) => onMedia((element) => seek(element.currentTime * 1000 + byMs)),
    stepFrame: (by: 1 | -1) =>
      onMedia((element) => {
        element.pause()
        // The middle of the next frame: a time on the border between two may show either.
        const frame = Math.floor(element.currentTime * frameRate + 0.001) + by
        seek(((frame + 0.5) / frameRate) * 1000)
      }),
    stepRate: (by: 1 | -1) =>
      onMedia((element) => {
        const at = playerRates.findIndex((rate) => rate >= element.playbackRate)
        setRate(playerRates[Math.min(Math.max(0, at + by), playerRates.length - 1)]!)
      }),
    toggleMuted: () =>
      onMedia((element) => {
        element.muted = !element.muted
      }),
  }
}

/** `play` is rejected when a pause or another source came in between; the state read afterwards is what counts. */
function ignoreAbort(thrown: unknown): void {
  if (!(thrown instanceof DOMException)) throw thrown
}
