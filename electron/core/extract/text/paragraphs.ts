import type { Passage } from '../../../../shared/model/passage.ts'

/**
 * Decoded text as passages, one per paragraph; `char:` counts UTF-16 units of `text` after converting line ends to
 * LF. Lines wrapped at a fixed width stay one passage, so that a phrase may span two of them.
 */
export function paragraphsOf(text: string): Passage[] {
  const passages: Passage[] = []
  const clean = withPlainLineEnds(text)
  for (const block of blocksOf(clean)) {
    const lines = block.lines
    // One passage per line would exhaust the memory when there are millions of lines.
    if (isWrapped(lines) || passages.length > MOST_LINES)
      addPassages(passages, clean, lines[0]!.start, lines.at(-1)!.end)
    else for (const line of lines) addPassages(passages, clean, line.start, line.end)
  }
  return passages
}

/**
 * Paragraphs from a format that marks them, as passages; `char:` counts UTF-16 units of the paragraphs joined by LF.
 */
export function passagesOf(paragraphs: readonly string[]): Passage[] {
  const passages: Passage[] = []
  let start = 0
  for (const paragraph of paragraphs) {
    if (paragraph === '') continue
    for (const piece of piecesOf(paragraph, 0, paragraph.length)) addPiece(passages, paragraph, piece, start)
    start += paragraph.length + 1
  }
  return passages
}

/** The text with CR LF and CR converted to LF, as every locator counts it. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** The lines of a text that hold more than blanks, without the blanks around them. */
export function trimmedLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const MOST_LINES = 250_000

interface Span {
  readonly start: number
  readonly end: number
}

/** Runs of lines without a blank line between them. */
function* blocksOf(text: string): Generator<{ lines: Span[] }> {
  let lines: Span[] = []
  for (let start = 0; start <= text.length;) {
    const next = text.indexOf('\n', start)
    const end = next < 0 ? text.length : next
    const isBlank = text.slice(start, end).trim() === ''
    if (!isBlank) lines.push({ start, end })
    // A text of millions of lines without a blank one must not accumulate.
    if ((isBlank || lines.length >= 500) && lines.length > 0) {
      yield { lines }
      lines = []
    }
    start = end + 1
  }
  if (lines.length > 0) yield { lines }
}

/** Lines that, except for the last, all nearly reach one width of at most 100 characters were wrapped by a program. */
function isWrapped(lines: readonly Span[]): boolean {
  if (lines.length < 2 || lines.length > 60) return false
  const lengths = lines.map(({ start, end }) => end - start)
  const width = Math.max(...lengths)
  return width >= 40 && width <= 100 && lengths.slice(0, -1).every((length) => length >= width * 0.7)
}

function addPassages(passages: Passage[], text: string, start: number, end: number): void {
  for (const piece of piecesOf(text, start, end)) addPiece(passages, text, piece, 0)
}

function addPiece(passages: Passage[], text: string, { start, end }: Span, offset: number): void {
  const piece = text.slice(start, end)
  const trimmed = piece.trim()
  if (trimmed === '') return
  const from = offset + start + (piece.length - piece.trimStart().length)
  passages.push({ locator: `char:${from}-${from + trimmed.length}`, text: trimmed })
}

const LONGEST_PASSAGE = 8_000

/** Splits a paragraph that is too long to show or index as one, at its last blank before the limit. */
function* piecesOf(text: string, start: number, end: number): Generator<Span> {
  while (end - start > LONGEST_PASSAGE) {
    const window = text.slice(start, start + LONGEST_PASSAGE)
    const blank = /\s\S*$/.exec(window.slice(-200))
    const cut = blank ? window.length - blank[0].length + 1 : window.length - splitPair(window)
    yield { start, end: start + cut }
    start += cut
  }
  yield { start, end }
}

/** 1 when the last unit is the first half of a surrogate pair, which must stay with its second half. */
const splitPair = (text: string): number => (/[\ud800-\udbff]$/.test(text) ? 1 : 0)
