import type { PlacedCharacter } from './pdfium.ts'

/**
 * The text of a page with its Arabic ligatures in reading order. PDFium reverses a right-to-left line letter by
 * letter, also inside a ligature that the file maps to several letters, so that اعلام comes out as اعالم. The letters
 * of a ligature share one origin: an alef before a lam in one proves the fault, and then every such group of the page
 * is reversed again. Two letters that merely follow each other have two origins and are never touched. A hyphen at a
 * line end, which PDFium returns as U+0002, is removed if a lower-case letter continues the word.
 */
export function readingOrder(characters: readonly PlacedCharacter[]): string {
  const groups = ligatureGroups(characters)
  const isReversed = groups.some((group) => ALEF_LAM.test(group))
  return groups
    .map((group) => (isReversed && group.length > 1 && !LAM_ALEF.test(group) ? reverse(group) : group))
    .join('')
    .replace(/\u0002(?=\p{Ll})/gu, '')
    .replace(/\u0002/g, '-')
    .replace(/\r\n?/g, '\n')
    .replace(LIST_NUMBER, '$1 ')
    .replace(/[ \t]+$/gm, '')
    .trim()
}

const ALEF_LAM = /[اأإآٱ]ل/
const LAM_ALEF = /ل[اأإآٱ]/

// ".2هیچکس" at a line start is the list number "2." set without a space, and would hide the word from a search.
const LIST_NUMBER = /^([ \t]*[.):-]?[\d۰-۹٠-٩]{1,3}[.):-]?)(?=\p{Script=Arabic})/gmu

const ARABIC_LETTER = /^(?=\p{Script=Arabic})\p{L}$/u

/** The characters one by one, except that Arabic letters with the same origin are grouped. */
function ligatureGroups(characters: readonly PlacedCharacter[]): string[] {
  const groups: string[] = []
  let last: PlacedCharacter | null = null
  for (const each of characters) {
    const isLetter = ARABIC_LETTER.test(each.character)
    const isSame = isLetter && last !== null && each.x === last.x && each.y === last.y
    if (isSame) groups.push((groups.pop() ?? '') + each.character)
    else groups.push(each.character)
    last = isLetter ? each : null
  }
  return groups
}

const reverse = (text: string): string => [...text].reverse().join('')
