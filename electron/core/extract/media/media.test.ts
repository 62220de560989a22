import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMedia } from './media.ts'
import { realData } from '../../../../tests/tools/real-data.ts'

/** One and a half seconds of silence. */
function wave(): Uint8Array {
  const samples = 12_000
  const bytes = Buffer.alloc(44 + samples)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8000, 24)
  bytes.writeUInt32LE(8000, 28)
  bytes.writeUInt16LE(1, 32)
  bytes.writeUInt16LE(8, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples, 40)
  return bytes.fill(0x80, 44)
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-media-')), 'object')
  await writeFile(path, bytes)
  return path
}

describe('readMedia', () => {
  test('a sound file', async () => {
    const { facts, notes, passages } = await readMedia(await fileOf(wave()))
    expect(facts).toMatchObject({ durationMs: 1500, container: 'Wave', audioCodec: 'PCM' })
    expect({ notes, passages }).toEqual({ notes: [], passages: null })
  })

  test('a file without any track is noted as damaged', async () => {
    const { notes } = await readMedia(await fileOf(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0')))
    expect(notes).toEqual(['damaged'])
    expect((await readMedia(await fileOf(new Uint8Array()))).notes).toEqual(['damaged'])
  })

  test.skipIf(!existsSync(realData('videos')))('real videos', async () => {
    expect((await readMedia(realData('videos/flower.mp4'))).facts).toEqual({
      durationMs: 5055,
      width: 960,
      height: 540,
      rotation: 0,
      frameRate: 29.97,
      container: 'MPEG-4',
      videoCodec: 'AVC (avc1)',
      audioCodec: 'AAC (mp4a-40-2)',
      createdAsFound: '2018-03-07 15:21:21 UTC',
    })
    expect((await readMedia(realData('videos/friday.mp4'))).facts).toMatchObject({
      durationMs: 6166,
      width: 640,
      height: 480,
    })
  })
})
