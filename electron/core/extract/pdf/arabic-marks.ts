import type { PlacedCharacter } from './pdfium.ts'

const ARABIC_MARK = /^[\u064b-\u065f\u0670]$/u
const ARABIC_LETTER = /^(?=\p{Script=Arabic})\p{L}$/u

/** Marks are a little above or below their line, and may start a little before the letter that carries them. */
const LINE_SLACK = 6
const EDGE_SLACK = 1.5

/**
 * The characters with every Arabic mark after the letter that carries it. PDFium treats a mark as a letter and puts
 * it before its letter, or at the start of the next line; only its drawn position shows which letter it belongs to.
 */
export function placeMarks(characters: readonly PlacedCharacter[]): PlacedCharacter[] {
  const marks = characters.filter(({ character }) => ARABIC_MARK.test(character))
  if (marks.length === 0) return [...characters]
  const carried = new Map<PlacedCharacter, PlacedCharacter[]>()
  const letters = characters.filter(({ character }) => ARABIC_LETTER.test(character))
  for (const mark of marks) {
    const letter = letterUnder(mark, letters)
    if (letter) carried.set(letter, [...(carried.get(letter) ?? []), mark])
  }
  const placed = new Set([...carried.values()].flat())
  return characters
    .filter((each) => !placed.has(each))
    .flatMap((each) => [each, ...(carried.get(each) ?? [])])
}

// The point of a letter is its left edge: of the letters that begin at or left of the mark, the nearest carries it.
function letterUnder(mark: PlacedCharacter, letters: readonly PlacedCharacter[]): PlacedCharacter | null {
  let best: PlacedCharacter | null = null
  for (const letter of letters) {
    if (Math.abs(letter.y - mark.y) > LINE_SLACK || letter.x > mark.x + EDGE_SLACK) continue
    if (!best || letter.x >= best.x) best = letter
  }
  return best
}
