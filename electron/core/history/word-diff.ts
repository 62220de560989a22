import { diffArrays } from 'diff'
import type { DiffPart } from '../../../shared/contract/records.ts'

// The rules of Unicode (UAX #29) keep a word with its joiners together and split Chinese, Japanese and Thai with a
// dictionary, whatever the language; a fixed one gives the same words on every computer.
const words = new Intl.Segmenter('en', { granularity: 'word' })

/** Texts with more differences than this are treated as two texts. */
const MOST_EDITS = 4000

/**
 * Compares two texts word by word. The unchanged and removed parts together are exactly the first text, the unchanged
 * and added parts the second.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffArrays(segmentsOf(before), segmentsOf(after), { maxEditLength: MOST_EDITS })
  if (!changes) return changed(before, after)
  return joinAcrossSpace(
    changes.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    })),
  )
}

// Two changed words with a space between them read as one change, not as three.
function joinAcrossSpace(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    joined.push(...changed(removed, added))
    ;[removed, added] = ['', '']
  }
  for (const [at, { kind, text }] of parts.entries()) {
    const isBetween = removed !== '' && added !== '' && isChange(parts, at + 1) && isChange(parts, at + 2)
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (isBetween && text.trim() === '') {
      removed += text
      added += text
    } else {
      flush()
      joined.push({ kind, text })
    }
  }
  flush()
  return joined
}

const isChange = (parts: readonly DiffPart[], at: number): boolean =>
  parts[at] !== undefined && parts[at].kind !== 'same'

const changed = (removed: string, added: string): DiffPart[] =>
  [
    { kind: 'removed' as const, text: removed },
    { kind: 'added' as const, text: added },
  ].filter(({ text }) => text !== '')

const segmentsOf = (text: string): string[] =>
  [...piecesOf(text)].flatMap((piece) => Array.from(words.segment(piece), ({ segment }) => segment))

/**
 * Splitting a text into words takes time proportional to its length squared: ten seconds for 100,000 letters at once.
 */
const PIECE = 2000

// A word always ends before a blank; when there is no blank for long, a word may be split, but never a character.
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const window = text.slice(at, at + 2 * PIECE)
    const blank = /\S[ \n]/.exec(window.slice(PIECE))
    const end = blank ? PIECE + blank.index + 1 : window.length
    const piece = window.slice(0, end)
    const isParted = /[\ud800-\udbff]$/.test(piece) && at + end < text.length
    yield isParted ? piece.slice(0, -1) : piece
    at += isParted ? end - 1 : end
  }
}
