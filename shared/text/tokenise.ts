import { foldCodePoint, foldUnit, IGNORED, LONGER, MARK, SEPARATOR, SOFT_BREAK } from './fold.ts'

/** No word is longer in the index; the rest of a longer one does not count for matching. */
export const MAX_TERM_UNITS = 64

/**
 * A word as the index knows it. [start, end) is its UTF-16 range in the original text, marks included. The parts of a
 * word written with a zero-width break, hyphen or apostrophe come first, each with its own position; then `joined`
 * forms of the whole, at the position of the first part.
 */
export interface Token {
  readonly term: string
  readonly start: number
  readonly end: number
  readonly position: number
  readonly joined: boolean
}

/** Receives the folded units of one word; the buffer is used again for the next. */
export type TokenSink = (
  units: Uint16Array,
  length: number,
  place: {
    readonly position: number
    readonly start: number
    readonly end: number
    readonly joined: boolean
  },
) => void

/** The words of a text in reading order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  scanTokens(text, 0, (units, length, { position, start, end, joined }) => {
    tokens.push({ term: String.fromCharCode(...units.subarray(0, length)), start, end, position, joined })
  })
  return tokens
}

/** Hands each word of a text to `sink`, counting positions from `position`; answers the first position after. */
export function scanTokens(text: string, position: number, sink: TokenSink): number {
  const scan = createScan(position, sink)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = foldUnit(unit)
    if (folded < LONGER && folded !== SEPARATOR) scan.letter(folded, at, at + 1)
    else if (folded === MARK) scan.mark(at)
    else if (folded === SOFT_BREAK) scan.softBreak()
    else if (folded === SEPARATOR) {
      if (isJoint(unit) && isJointAt(text, at)) scan.softBreak()
      else scan.hardBreak()
    } else if (folded !== IGNORED) {
      const codePoint = text.codePointAt(at)!
      const end = at + (codePoint > 0xffff ? 2 : 1)
      for (const part of foldCodePoint(codePoint)) {
        if (part === ' ') scan.hardBreak()
        else for (let i = 0; i < part.length; i++) scan.letter(part.charCodeAt(i), at, end)
      }
      at = end - 1
    }
  }
  scan.hardBreak()
  return scan.position()
}

const MAX_PARTS = 4

function createScan(firstPosition: number, sink: TokenSink) {
  const units = new Uint16Array(MAX_TERM_UNITS)
  const whole = new Uint16Array(MAX_TERM_UNITS)
  const place = { position: firstPosition, start: 0, end: 0, joined: false }
  let position = firstPosition
  let length = 0
  let wholeLength = 0
  let parts = 0
  let wholeStart = 0
  let wholePosition = 0
  let start = 0
  let end = 0

  function endPart(): void {
    if (length === 0) return
    if (parts === 0) {
      wholeStart = start
      wholePosition = position
    }
    parts++
    place.position = position++
    place.start = start
    place.end = end
    place.joined = false
    sink(units, length, place)
    length = 0
  }

  function endWhole(): void {
    if (parts > 1 && parts <= MAX_PARTS) {
      place.position = wholePosition
      place.start = wholeStart
      place.end = end
      place.joined = true
      sink(whole, wholeLength, place)
    }
    parts = 0
    wholeLength = 0
  }

  function hardBreak(): void {
    endPart()
    endWhole()
  }

  return {
    letter(unit: number, from: number, to: number): void {
      if (length === 0) start = from
      end = to
      if (length < MAX_TERM_UNITS) units[length++] = unit
      if (wholeLength < MAX_TERM_UNITS) whole[wholeLength++] = unit
      // Scripts written without spaces: every sign is a word, and what is typed becomes a phrase.
      if (isIdeograph(unit)) hardBreak()
    },
    mark(at: number): void {
      if (length > 0 && end === at) end = at + 1
    },
    softBreak: endPart,
    hardBreak,
    position: () => position,
  }
}

function isIdeograph(unit: number): boolean {
  return unit >= 0x3040 && unit <= 0x9fff && (unit <= 0x30ff || unit >= 0x3400)
}

const JOINTS = new Set(Array.from("-'’‘ʼ‐‑´`", (char) => char.charCodeAt(0)))

function isJoint(unit: number): boolean {
  return JOINTS.has(unit)
}

/** A hyphen or apostrophe joins where letters touch it on both sides, and not between two digits (a date, a range). */
function isJointAt(text: string, at: number): boolean {
  const before = at > 0 ? text.charCodeAt(at - 1) : 32
  const after = at + 1 < text.length ? text.charCodeAt(at + 1) : 32
  if (!isWordUnit(before) || !isWordUnit(after)) return false
  return !isFoldedDigit(foldUnit(before)) || !isFoldedDigit(foldUnit(after))
}

function isWordUnit(unit: number): boolean {
  return foldUnit(unit) !== SEPARATOR
}

function isFoldedDigit(folded: number): boolean {
  return folded >= 48 && folded <= 57
}
