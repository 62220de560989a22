import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Packet } from './webm.ts'
import { withPage } from './chromium.ts'
import { CARD_MS, captionsOf, cards } from './sample-cards.ts'
import { writeWebm } from './webm.ts'

/**
 * Redraws the placeholder video of the sample archive and its captions, and checks in the browser that it can be played
 * and sought: node tests/tools/make-sample-video.ts [folder for screenshots of the cards]
 */
const WIDTH = 640
const HEIGHT = 360
const FRAMES_PER_SECOND = 10
const LIMIT_BYTES = 300_000
const folder = fileURLToPath(new URL('../../resources/sample/media/', import.meta.url))
const pictures = process.argv[2]
const durationMs = cards.length * CARD_MS

const video = await withPage({ width: WIDTH, height: HEIGHT }, async (page) => {
  const encoded = await page.evaluate(encodeCards, {
    cards,
    cardMs: CARD_MS,
    width: WIDTH,
    height: HEIGHT,
    framesPerSecond: FRAMES_PER_SECOND,
  })
  const packets = encoded.packets.map((packet): Packet => ({ ...packet, bytes: fromBase64(packet.bytes) }))
  const opusHead = fromBase64(encoded.opusHead)
  const bytes = writeWebm({ width: WIDTH, height: HEIGHT, durationMs, opusHead, packets })
  const played = await page.evaluate(playAndSeek, {
    base64: Buffer.from(bytes).toString('base64'),
    seconds: cards.map((_card, index) => (index * CARD_MS) / 1000 + 1.5),
  })
  if (Math.abs(played.duration - durationMs / 1000) > 0.1) throw new Error(`duration is ${played.duration} s`)
  if (played.misses.length > 0) throw new Error(`could not seek to ${played.misses.join(', ')} s`)
  return { bytes, pictures: played.pictures }
})

if (video.bytes.length > LIMIT_BYTES) throw new Error(`${video.bytes.length} bytes are too many`)
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}stand-in.webm`, video.bytes)
writeFileSync(`${folder}stand-in.en.vtt`, captionsOf('english'))
writeFileSync(`${folder}stand-in.fa.vtt`, captionsOf('persian'))
if (pictures) {
  mkdirSync(pictures, { recursive: true })
  video.pictures.forEach((picture, index) =>
    writeFileSync(`${pictures}/card-${index + 1}.png`, fromBase64(picture)),
  )
}
console.log(`stand-in.webm: ${video.bytes.length} bytes, ${durationMs / 1000} s, seeks to every card`)

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

interface Drawing {
  readonly cards: typeof cards
  readonly cardMs: number
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
}

/** Runs in the page, so it cannot use anything outside its own body. */
async function encodeCards({ cards, cardMs, width, height, framesPerSecond }: Drawing) {
  const totalMs = cards.length * cardMs
  const packets: { track: 1 | 2; atMs: number; isKey: boolean; bytes: string }[] = []
  let opusHead = ''
  const keep = (track: 1 | 2) => (chunk: EncodedVideoChunk | EncodedAudioChunk) => {
    const bytes = new Uint8Array(chunk.byteLength)
    chunk.copyTo(bytes)
    const atMs = Math.max(0, Math.round(chunk.timestamp / 1000))
    packets.push({ track, atMs, isKey: chunk.type === 'key', bytes: toBase64(bytes) })
  }
  await encodePicture()
  await encodeSound()
  return { packets, opusHead }

  async function encodePicture() {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')!
    const encoder = new VideoEncoder({ output: keep(1), error: fail })
    encoder.configure({ codec: 'vp8', width, height, bitrate: 60_000, framerate: framesPerSecond })
    const stepMs = 1000 / framesPerSecond
    for (let atMs = 0; atMs < totalMs; atMs += stepMs) {
      draw(context, atMs)
      const frame = new VideoFrame(canvas, { timestamp: atMs * 1000, duration: stepMs * 1000 })
      encoder.encode(frame, { keyFrame: atMs % cardMs === 0 })
      frame.close()
    }
    await encoder.flush()
  }

  function draw(context: OffscreenCanvasRenderingContext2D, atMs: number) {
    const card = cards[Math.floor(atMs / cardMs)]!
    const seconds = (ms: number) => `0:${String(Math.floor(ms / 1000)).padStart(2, '0')}`
    context.fillStyle = '#262626'
    context.fillRect(0, 0, width, height)
    context.fillStyle = '#4a4a4a'
    context.fillRect(0, height - 6, width, 6)
    context.fillStyle = '#cfcfcf'
    context.fillRect(0, height - 6, (width * atMs) / totalMs, 6)
    context.textAlign = 'center'
    context.fillStyle = '#f4f4f4'
    context.direction = 'ltr'
    context.font = '600 34px Sans'
    context.fillText(card.english, width / 2, 158)
    context.direction = 'rtl'
    context.font = '500 30px Persian'
    context.fillText(card.persian, width / 2, 220)
    context.direction = 'ltr'
    context.font = '400 18px Sans'
    context.fillStyle = '#c0c0c0'
    context.fillText('Stand-in video. It shows no real person or event.', width / 2, 48)
    context.fillText(`${seconds(atMs)} / ${seconds(totalMs)}`, width / 2, height - 28)
  }

  /** A soft note at the start of each card, and silence in between. */
  async function encodeSound() {
    const rate = 48_000
    const encoder = new AudioEncoder({
      output: (chunk, metadata) => {
        const head = metadata?.decoderConfig?.description
        if (head) opusHead = toBase64(new Uint8Array(head as ArrayBuffer))
        keep(2)(chunk)
      },
      error: fail,
    })
    encoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate: 16_000 })
    const block = rate / 50
    for (let start = 0; start < (totalMs / 1000) * rate; start += block) {
      const data = Float32Array.from({ length: block }, (_zero, index) => {
        const at = ((start + index) / rate) % (cardMs / 1000)
        return 0.05 * Math.sin(2 * Math.PI * 294 * at) * Math.exp(-4 * at) * Math.min(1, at * 50)
      })
      const timestamp = (start / rate) * 1_000_000
      encoder.encode(
        new AudioData({
          format: 'f32',
          sampleRate: rate,
          numberOfFrames: block,
          numberOfChannels: 1,
          timestamp,
          data,
        }),
      )
    }
    await encoder.flush()
  }

  function toBase64(bytes: Uint8Array): string {
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  }

  function fail(error: DOMException): void {
    throw error
  }
}

/**
 * Runs in the page: plays the file as the app does and returns which positions could not be reached, with a
 * screenshot of each.
 */
async function playAndSeek({ base64, seconds }: { base64: string; seconds: readonly number[] }) {
  const video = document.createElement('video')
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }))
  video.muted = true
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true })
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
  })
  const misses: number[] = []
  const pictures: string[] = []
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  // Seeking backwards must work too: the last position comes first.
  for (const second of [...seconds].reverse()) {
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = second
    await sought
    if (Math.abs(video.currentTime - second) > 0.05) misses.push(second)
    canvas.getContext('2d')!.drawImage(video, 0, 0)
    pictures.unshift(canvas.toDataURL('image/png').split(',')[1]!)
  }
  return { duration: video.duration, misses, pictures }
}
