import { decodeReferences } from '../text/character-references.ts'
import { trimmedLines } from '../text/paragraphs.ts'

/** What one voice says in a cue; no `speaker` when the cue names none. */
export interface CueText {
  readonly text: string
  readonly speaker?: string
}

/**
 * The words of a cue without markup, one entry for each voice; none when there are no words. A speaker given outside
 * the text applies if the text names none.
 */
export function plainCueText(
  cue: { readonly text: string; readonly speaker?: string },
  format: 'vtt' | 'srt' | 'ass',
): CueText[] {
  const voices = format === 'vtt' ? splitVoices(cue.text) : [{ text: cue.text, speaker: cue.speaker }]
  return voices.flatMap(({ text, speaker }) => {
    const plain = tidy(STRIPPERS[format](text))
    if (plain === '') return []
    return [speaker ? { text: plain, speaker } : { text: plain }]
  })
}

/** `<v Name>` starts a voice; text before the first one, or after `</v>`, has no speaker. */
function splitVoices(text: string): { text: string; speaker?: string }[] {
  const voices: { text: string; speaker?: string }[] = []
  let speaker: string | undefined
  let from = 0
  for (const mark of text.matchAll(/<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>|<\/v>/g)) {
    voices.push({ text: text.slice(from, mark.index), speaker })
    speaker = mark[1] === undefined ? undefined : tidy(stripVtt(mark[1])).replaceAll('\n', ' ') || undefined
    from = mark.index + mark[0].length
  }
  voices.push({ text: text.slice(from), speaker })
  return voices
}

const STRIPPERS = { vtt: stripVtt, srt: stripSrt, ass: stripAss } as const

/** In WebVTT a `<` opens a tag whatever follows, up to `>` or the end of the cue. */
function stripVtt(text: string): string {
  return decodeReferences(text.replace(/<[^>]*>?/g, ''), (name) => NAMED.get(name))
}

/** SubRip has no escapes: only what looks like one of its tags is a tag, so that `<3` and `a < b` stay. */
function stripSrt(text: string): string {
  return text
    .replace(/<\/?(?:[biusv]|font|span|ruby|rt|c)(?:[\s.][^<>]*)?>/gi, '')
    .replace(/\{\\[^{}]*\}/g, '')
}

function stripAss(text: string): string {
  return text
    .replace(/\{[^{}]*\}/g, '')
    .replace(/\\[Nn]/g, '\n')
    .replace(/\\h/g, '\u00a0')
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
])

const tidy = (text: string): string => trimmedLines(text).join('\n')
