import { foldCodePoint, foldUnit, IGNORED, LONGER, MARK, SEPARATOR, SOFT_BREAK } from './fold.ts'

/** No term in the index is longer; the rest of a longer word is ignored in matching. */
export const MAX_TERM_UNITS = 64

const FIRST_IDEOGRAPH = 0x3040

/**
 * A word as the index knows it. [start, end) is its UTF-16 range in the original text, including marks. The parts of
 * a word written with a zero-width break, hyphen or apostrophe come first, each with its own position; then the
 * `joined` form, at the position of the first part.
 */
export interface Token {
  readonly term: string
  readonly start: number
  readonly end: number
  readonly position: number
  readonly joined: boolean
}

/** Receives the folded units of one word. The buffer is reused for the next, so a sink must not scan another text. */
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

/** Passes each word of a text to `sink`, counting positions from `position`; returns the next free position. */
export function scanTokens(text: string, position: number, sink: TokenSink): number {
  const scan = createScan(position, sink)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = foldUnit(unit)
    if (folded < FIRST_IDEOGRAPH && folded !== SEPARATOR) at = addLetters(scan, text, at)
    else if (folded < LONGER && folded !== SEPARATOR) addLetter(scan, folded, at, at + 1)
    else if (folded === MARK) addMark(scan, at)
    else if (folded === SOFT_BREAK) endPart(scan)
    else if (folded === SEPARATOR) {
      if (isJoint(unit) && isJointAt(text, at)) endPart(scan)
      else endWord(scan)
    } else if (folded !== IGNORED) {
      const codePoint = text.codePointAt(at)!
      const end = at + (codePoint > 0xffff ? 2 : 1)
      for (const part of foldCodePoint(codePoint)) {
        if (part === ' ') endWord(scan)
        else for (let i = 0; i < part.length; i++) addLetter(scan, part.charCodeAt(i), at, end)
      }
      at = end - 1
    }
  }
  endWord(scan)
  return scan.position
}

const MAX_PARTS = 4

/** A word in progress: its parts so far, and the units of all parts together. */
interface Scan {
  readonly sink: TokenSink
  readonly units: Uint16Array
  readonly compound: Uint16Array
  readonly place: { position: number; start: number; end: number; joined: boolean }
  readonly first: { position: number; start: number }
  position: number
  length: number
  compoundLength: number
  parts: number
  start: number
  end: number
}

// No sink scans another text, so one pair of buffers serves all scans: most texts are a name of a few letters.
const units = new Uint16Array(MAX_TERM_UNITS)
const compound = new Uint16Array(MAX_TERM_UNITS)

function createScan(position: number, sink: TokenSink): Scan {
  return {
    sink,
    units,
    compound,
    place: { position, start: 0, end: 0, joined: false },
    first: { position, start: 0 },
    position,
    length: 0,
    compoundLength: 0,
    parts: 0,
    start: 0,
    end: 0,
  }
}

/** Adds the run of letters from here, which is what texts are made of; returns the index of the last one. */
function addLetters(scan: Scan, text: string, from: number): number {
  const { units } = scan
  let { length } = scan
  if (length === 0) scan.start = from
  let at = from
  for (let folded = foldUnit(text.charCodeAt(at)); folded < FIRST_IDEOGRAPH && folded !== SEPARATOR;) {
    if (length < MAX_TERM_UNITS) units[length++] = folded
    if (++at === text.length) break
    folded = foldUnit(text.charCodeAt(at))
  }
  scan.length = length
  scan.end = at
  return at - 1
}

function addLetter(scan: Scan, unit: number, from: number, to: number): void {
  if (scan.length === 0) scan.start = from
  scan.end = to
  if (scan.length < MAX_TERM_UNITS) scan.units[scan.length++] = unit
  // Scripts written without spaces: every character is a word, and what the user types becomes a phrase.
  if (isIdeograph(unit)) endWord(scan)
}

function addMark(scan: Scan, at: number): void {
  if (scan.length > 0 && scan.end === at) scan.end = at + 1
}

/** Ends one part of a compound word. */
function endPart(scan: Scan): void {
  for (let i = 0; i < scan.length && scan.compoundLength < MAX_TERM_UNITS; i++)
    scan.compound[scan.compoundLength++] = scan.units[i]!
  takePart(scan)
}

function takePart(scan: Scan): void {
  if (scan.length === 0) return
  if (scan.parts === 0) {
    scan.first.start = scan.start
    scan.first.position = scan.position
  }
  scan.parts++
  scan.place.position = scan.position++
  scan.place.start = scan.start
  scan.place.end = scan.end
  scan.place.joined = false
  scan.sink(scan.units, scan.length, scan.place)
  scan.length = 0
}

function endWord(scan: Scan): void {
  if (scan.parts > 0) endPart(scan)
  else takePart(scan)
  if (scan.parts > 1 && scan.parts <= MAX_PARTS) {
    scan.place.position = scan.first.position
    scan.place.start = scan.first.start
    scan.place.end = scan.end
    scan.place.joined = true
    scan.sink(scan.compound, scan.compoundLength, scan.place)
  }
  scan.parts = 0
  scan.compoundLength = 0
}

function isIdeograph(unit: number): boolean {
  return unit >= FIRST_IDEOGRAPH && unit <= 0x9fff && (unit <= 0x30ff || unit >= 0x3400)
}

const JOINTS = new Set(Array.from("-'’‘ʼ‐‑´`", (char) => char.charCodeAt(0)))

function isJoint(unit: number): boolean {
  return JOINTS.has(unit)
}

/** A hyphen or apostrophe joins when letters touch it on both sides, but not between two digits (a date, a range). */
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
