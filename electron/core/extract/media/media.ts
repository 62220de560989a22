import { open } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { mediaInfoFactory, type MediaInfoResult, type Track } from 'mediainfo.js'
import type { ObjectFacts } from '../../../../shared/model/record.ts'
import { readingOf, type Reading } from '../reading/reading.ts'

/** Reads the metadata of a video or sound file in slices; an unreadable file gives the note `damaged`. */
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

/** The wasm file is next to the library, also in the packaged app. */
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

/** A readable name, and the code that tells players whether they can show it: `AVC (avc1)`. */
function codecOf(track: Track | undefined): string | undefined {
  if (!track || !('Format' in track) || !track.Format) return undefined
  // MP4 includes the object types: "2 / 40 / mp4a-40-2".
  const code = 'CodecID' in track ? track.CodecID?.split(' / ').at(-1) : undefined
  return code && code !== track.Format && !/^\d+$/.test(code) ? `${track.Format} (${code})` : track.Format
}

const finite = (value: unknown): number | undefined => {
  const number = Number(value ?? Number.NaN)
  return Number.isFinite(number) ? number : undefined
}

/** A file may claim any number; one too large to be represented is ignored. */
const wholeNumber = (value: unknown): number | undefined => {
  const number = Math.round(finite(value) ?? Number.NaN)
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

const milliseconds = (seconds: unknown): number | undefined => wholeNumber(Number(seconds) * 1000)

function present(facts: ObjectFacts): ObjectFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
