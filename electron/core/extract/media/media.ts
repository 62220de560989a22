import { open } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { mediaInfoFactory, type MediaInfoResult, type Track } from 'mediainfo.js'
import type { ObjectFacts } from '../../../../shared/model/record.ts'
import { readingOf, type Reading } from '../reading/reading.ts'

/** Reads what a video or sound file says of itself, in slices; what cannot be read gives the note `damaged`. */
export async function readMedia(path: string): Promise<Reading> {
  const file = await open(path, 'r')
  const mediaInfo = await mediaInfoFactory({ format: 'object', locateFile: () => wasmPath() })
  try {
    const sizeBytes = (await file.stat()).size
    const result = await mediaInfo.analyzeData(sizeBytes, async (length, offset) => {
      const slice = new Uint8Array(length)
      const { bytesRead } = await file.read(slice, 0, length, offset)
      return slice.subarray(0, bytesRead)
    })
    const facts = factsOf(result)
    const isReadable =
      facts.durationMs !== undefined || facts.videoCodec !== undefined || facts.audioCodec !== undefined
    return readingOf(null, { facts, notes: isReadable ? [] : ['damaged'] })
  } finally {
    mediaInfo.close()
    await file.close()
  }
}

/** The wasm lies beside the library, also inside the packaged app. */
function wasmPath(): string {
  return createRequire(import.meta.url).resolve('mediainfo.js/MediaInfoModule.wasm')
}

function factsOf(result: MediaInfoResult): ObjectFacts {
  const tracks = result.media?.track ?? []
  const general = tracks.find((track) => track['@type'] === 'General')
  const video = tracks.find((track) => track['@type'] === 'Video')
  const audio = tracks.find((track) => track['@type'] === 'Audio')
  return present({
    durationMs: milliseconds(general?.Duration ?? video?.Duration ?? audio?.Duration),
    width: wholeNumber(video?.Width),
    height: wholeNumber(video?.Height),
    rotation: finite(video?.Rotation),
    frameRate: finite(video?.FrameRate),
    container: general?.Format,
    videoCodec: codecOf(video),
    audioCodec: codecOf(audio),
    createdAsFound: general?.Encoded_Date ?? general?.Recorded_Date ?? general?.Mastered_Date,
  })
}

/** A name for people, and the code by which players judge what they can show: `AVC (avc1)`. */
function codecOf(track: Track | undefined): string | undefined {
  if (!track || !('Format' in track) || !track.Format) return undefined
  // MP4 gives the object types too: "2 / 40 / mp4a-40-2".
  const code = 'CodecID' in track ? track.CodecID?.split(' / ').at(-1) : undefined
  return code && code !== track.Format && !/^\d+$/.test(code) ? `${track.Format} (${code})` : track.Format
}

const finite = (value: unknown): number | undefined => {
  const number = Number(value ?? Number.NaN)
  return Number.isFinite(number) ? number : undefined
}

/** A file may say anything of itself: what is larger than a number that can be kept is as if it said nothing. */
const wholeNumber = (value: unknown): number | undefined => {
  const number = Math.round(finite(value) ?? Number.NaN)
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

const milliseconds = (seconds: unknown): number | undefined => wholeNumber(Number(seconds) * 1000)

function present(facts: ObjectFacts): ObjectFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
