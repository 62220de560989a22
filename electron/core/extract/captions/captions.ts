import { printLocator } from '../../../../shared/model/locator.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { clockMs } from '../../../../shared/timecode.ts'
import { plainCueText, type CueText } from './cue-text.ts'
import type { Source } from '../reading/file-bytes.ts'
import { paragraphsOf, withPlainLineEnds } from '../text/paragraphs.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { readDecoded } from '../plain/text.ts'

export type CaptionFormat = 'vtt' | 'srt' | 'ass'

/**
 * Reads captions in any encoding: a passage for each cue, or for each voice in it, sorted by time. A file that is
 * named like captions but contains none is read as plain text, so that its words are not lost.
 */
export async function readCaptions(source: Source, format: CaptionFormat): Promise<Reading> {
  const { text, reading } = await readDecoded(source)
  const isCaptions = text.includes('-->') || /^\ufeff?(?:WEBVTT|\[Script Info\])/i.test(text)
  const { passages, flawed } = isCaptions
    ? parseCaptions(text, format)
    : { passages: paragraphsOf(text), flawed: 1 }
  const notes: ExtractionNote[] = flawed > 0 ? [...reading.notes, 'cues-repaired'] : [...reading.notes]
  return readingOf(passages, { ...reading, notes })
}

/**
 * The cues of a WebVTT, SubRip or SubStation file as passages. `flawed` counts the cues that were repaired or could
 * not be read; one bad cue never loses the rest. WebVTT follows the parser of its specification, which drops a cue
 * whose times are malformed or do not run forward; the other formats keep the text at the cue's start.
 */
export function parseCaptions(text: string, format: CaptionFormat): { passages: Passage[]; flawed: number } {
  const lines = withPlainLineEnds(text.replace(/^\ufeff/, '').replaceAll('\0', '\ufffd')).split('\n')
  const { cues, flawed } = format === 'ass' ? assCues(lines) : timedCues(lines, format)
  const passages = cues
    .toSorted((a, b) => a.startMs - b.startMs)
    .flatMap((cue) => plainCueText(cue, format).map((spoken) => passageOf(cue, spoken)))
  return { passages, flawed }
}

interface Cue {
  readonly startMs: number
  readonly endMs: number | null
  readonly text: string
  readonly speaker?: string
}

interface ReadCues {
  readonly cues: readonly Cue[]
  readonly flawed: number
}

function passageOf({ startMs, endMs }: Cue, { text, speaker }: CueText): Passage {
  const locator = printLocator({ type: 'time', startMs, endMs })
  return speaker ? { locator, text, speaker } : { locator, text }
}

function timedCues(lines: readonly string[], format: 'vtt' | 'srt'): ReadCues {
  const arrows = lines.flatMap((line, at) => (line.includes('-->') ? [at] : []))
  const cues: Cue[] = []
  let flawed = format === 'vtt' && !/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '') ? 1 : 0
  for (const [index, at] of arrows.entries()) {
    const time = format === 'vtt' ? vttTiming(lines[at]!) : srtTiming(lines[at]!)
    const next = arrows[index + 1] ?? lines.length
    const body =
      format === 'vtt' ? vttBody(lines, at + 1, next) : srtBody(lines, at + 1, next, next < lines.length)
    if (!time) flawed += /^NOTE(?:\s|$)/.test(lines[at]!) ? 0 : 1
    else cues.push({ ...time, text: body.text })
    if (time && (body.isRepaired || time.isRepaired)) flawed += 1
  }
  return { cues, flawed }
}

interface Timing {
  readonly startMs: number
  readonly endMs: number | null
  readonly isRepaired: boolean
}

const VTT_TIME = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)([.,])(\d{3})`
const VTT_TIMING = new RegExp(String.raw`^[ \t\f]*${VTT_TIME}[ \t\f]*-->[ \t\f]*${VTT_TIME}(?!\d)`)

function vttTiming(line: string): Timing | null {
  const match = VTT_TIMING.exec(line)
  if (!match) return null
  const startMs = clockMs(match[1], match[2], match[3], match[5])
  const endMs = clockMs(match[6], match[7], match[8], match[10])
  if (!Number.isSafeInteger(endMs)) return null
  return endMs > startMs ? { startMs, endMs, isRepaired: match[4] === ',' || match[9] === ',' } : null
}

const SRT_TIME = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`
const SRT_TIMING = new RegExp(String.raw`^\s*${SRT_TIME}\s*-->\s*(?:${SRT_TIME})?`)

function srtTiming(line: string): Timing | null {
  const match = SRT_TIMING.exec(line)
  if (!match) return null
  const startMs = clockMs(match[1], match[2], match[3], match[4])
  if (!Number.isSafeInteger(startMs)) return null
  const endMs = match[6] === undefined ? null : clockMs(match[5], match[6], match[7], match[8])
  const runsForward = endMs !== null && endMs > startMs && Number.isSafeInteger(endMs)
  return { startMs, endMs: runsForward ? endMs : null, isRepaired: !runsForward }
}

interface Body {
  readonly text: string
  readonly isRepaired: boolean
}

function vttBody(lines: readonly string[], from: number, to: number): Body {
  let end = from
  while (end < to && lines[end] !== '') end += 1
  return { text: lines.slice(from, end).join('\n'), isRepaired: false }
}

/**
 * Everything up to the next cue's number belongs to this cue: writers leave blank lines inside one, or forget them
 * between two.
 */
function srtBody(lines: readonly string[], from: number, to: number, isFollowed: boolean): Body {
  let end = to
  const hasNumber = isFollowed && end > from && /^\s*\d+\s*$/.test(lines[end - 1]!)
  if (hasNumber) end -= 1
  const isRunOn = isFollowed && end > from && lines[end - 1]!.trim() !== ''
  while (end > from && lines[end - 1]!.trim() === '') end -= 1
  let start = from
  while (start < end && lines[start]!.trim() === '') start += 1
  const spoken = lines.slice(start, end)
  const kept = spoken.filter((line) => line.trim() !== '')
  const isNumberless = isFollowed && !hasNumber
  return { text: kept.join('\n'), isRepaired: isRunOn || isNumberless || kept.length < spoken.length }
}

/** SubStation Alpha: one `Dialogue:` line per cue, with the columns named by the `Format:` line of the events. */
function assCues(lines: readonly string[]): ReadCues {
  const cues: Cue[] = []
  let columns = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text']
  let inEvents = false
  let flawed = 0
  for (const line of lines) {
    if (/^\s*\[/.test(line)) inEvents = /^\s*\[events\]/i.test(line)
    const [, key, rest = ''] = /^\s*(Format|Dialogue)\s*:\s*(.*)$/i.exec(line) ?? []
    if (!inEvents || !key) continue
    if (key.toLowerCase() === 'format') {
      columns = rest.split(',').map((column) => column.trim().toLowerCase())
      continue
    }
    const parts = rest.split(',')
    const valueOf = (column: string) => parts[columns.indexOf(column)]?.trim() ?? ''
    const time = srtTiming(`${valueOf('start')} --> ${valueOf('end')}`)
    // The text is the last column and keeps its commas.
    const cue = { text: parts.slice(columns.length - 1).join(','), speaker: valueOf('name') }
    if (time) cues.push({ startMs: time.startMs, endMs: time.endMs, ...cue })
    if (!time || time.isRepaired) flawed += 1
  }
  return { cues, flawed }
}
