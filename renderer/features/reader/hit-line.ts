import type { TextRange } from '../../../shared/contract/search.ts'

/** One line of a text around a match, and the range of the match in it. */
export interface HitLine {
  readonly text: string
  readonly range: TextRange
}

const BEFORE = 16
const AFTER = 160

/** The words around a match on one line, with an ellipsis where the text continues. */
export function hitLine(text: string, [from, to]: TextRange): HitLine {
  const start = startOfWord(text, Math.max(0, from - BEFORE), from)
  const end = endOfWord(text, to, Math.min(text.length, to + AFTER))
  const opening = start > 0 ? '…' : ''
  const closing = end < text.length ? '…' : ''
  // Each line-ending character becomes one space, so that offsets stay valid.
  const line = text.slice(start, end).replace(/\s/gu, ' ')
  const shift = opening.length - start
  return { text: `${opening}${line}${closing}`, range: [from + shift, to + shift] }
}

/** The first start of a word at or after `at`; a longer word is truncated. */
function startOfWord(text: string, at: number, max: number): number {
  if (at === 0) return 0
  const space = text.slice(at - 1, max).search(/\s\S/u)
  return space < 0 ? codePointStart(text, at) : at + space
}

function endOfWord(text: string, min: number, at: number): number {
  if (at === text.length) return at
  const tail = /\S\s+\S*$/u.exec(text.slice(min, at + 1))
  return tail ? min + tail.index + 1 : codePointStart(text, at)
}

/** Never between the two halves of a surrogate pair. */
function codePointStart(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
