import type { ObjectFacts } from '../../../shared/model/record.ts'
import type { z } from 'zod'
import type { Catalogue } from '../../messages/en.ts'
import type { Formats } from '../../messages/formats.ts'

/** Facts measured from the bytes, as labels and values; what the file says about itself is marked as not verified. */
export function objectFacts(
  facts: z.infer<typeof ObjectFacts>,
  words: Catalogue['custody']['facts'],
  formats: Formats,
): readonly (readonly [string, string])[] {
  const { durationMs, width, height, frameRate, rotation, pages, characters, createdAsFound } = facts
  const all = [
    [words.duration, durationMs === undefined ? '' : formats.duration(durationMs)],
    [words.dimensions, width && height ? `${width} × ${height}` : ''],
    [words.rotation, rotation ? `${rotation}°` : ''],
    [words.frameRate, frameRate ? words.perSecond(formats.number(frameRate)) : ''],
    [words.container, facts.container ?? ''],
    [words.videoCodec, facts.videoCodec ?? ''],
    [words.audioCodec, facts.audioCodec ?? ''],
    [words.pages, pages === undefined ? '' : formats.number(pages)],
    [words.characters, characters === undefined ? '' : formats.number(characters)],
    [words.encoding, facts.encoding ?? ''],
    [words.created, createdAsFound ? words.asFound(createdAsFound) : ''],
  ] as const
  return all.filter(([, value]) => value !== '')
}
