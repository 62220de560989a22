/** The version of the folding rules: an index folded by another version must be rebuilt. */
export const FOLD_VERSION = 1

/** A separator: not part of any word. */
export const SEPARATOR = 0
/** A mark that belongs to the letter before it and is ignored in matching. */
export const MARK = 0xffff
/** A control that is neither letter nor separator (direction marks, joiners, byte order mark). */
export const IGNORED = 0xfffe
/** A zero-width break inside a word: the parts and the joined form are the same word. */
export const SOFT_BREAK = 0xfffd
/** Folds to several units, or is half of a surrogate pair: use `foldCodePoint`. */
export const LONGER = 0xfffc
const UNKNOWN = 0xfffb

// Filled on demand: most texts use a few hundred of the 65,536 units, and start-up costs nothing.
const table = new Uint16Array(65_536).fill(UNKNOWN)
const longer = new Map<number, string>()

/** The folded form of one UTF-16 unit, or one of the constants above. */
export function foldUnit(unit: number): number {
  const known = table[unit]!
  return known === UNKNOWN ? learnUnit(unit) : known
}

/** The folded form of a code point: letters and ASCII digits, a space for a separator, '' for what is dropped. */
export function foldCodePoint(codePoint: number): string {
  const known = longer.get(codePoint)
  if (known !== undefined) return known
  const folded = computeFold(codePoint)
  longer.set(codePoint, folded)
  return folded
}

/**
 * The form under which texts are compared: lower case, no marks, one letter for each family of Arabic, Persian and
 * Sorani forms, ASCII digits, single spaces for all separators. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return foldWithOffsets(text).folded
}

/**
 * Like `fold`, with the offset of each folded unit: `offsets[i]` is the index in `text`, and the last one is the end.
 */
export function foldWithOffsets(text: string): { folded: string; offsets: number[] } {
  let folded = ''
  const offsets: number[] = []
  let gap = -1
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at)!
    for (const unit of foldedUnits(codePoint)) {
      if (unit === ' ') {
        if (gap < 0) gap = at
        continue
      }
      if (gap >= 0 && folded !== '') {
        folded += ' '
        offsets.push(gap)
      }
      gap = -1
      folded += unit
      offsets.push(at)
    }
    at += codePoint > 0xffff ? 2 : 1
  }
  offsets.push(gap >= 0 ? gap : text.length)
  return { folded, offsets }
}

function foldedUnits(codePoint: number): string {
  if (codePoint > 0xffff) return foldCodePoint(codePoint)
  const unit = foldUnit(codePoint)
  if (unit === SEPARATOR) return ' '
  if (unit === LONGER) return foldCodePoint(codePoint)
  return unit >= LONGER ? '' : String.fromCharCode(unit)
}

function learnUnit(unit: number): number {
  const folded = classify(unit)
  table[unit] = folded
  return folded
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit < 0xe000) return LONGER
  if (unit === 0x200c || unit === 0x200b) return SOFT_BREAK
  if (isIgnored(unit)) return IGNORED
  const folded = foldCodePoint(unit)
  if (folded === '') return MARK
  if (folded === ' ') return SEPARATOR
  return folded.length === 1 ? folded.charCodeAt(0) : LONGER
}

function isIgnored(unit: number): boolean {
  return (
    (unit >= 0x200d && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0x061c ||
    unit === 0x00ad ||
    unit === 0xfeff
  )
}

const LETTER = /\p{L}/u
const NUMBER = /\p{N}/u
const DIGIT = /\p{Nd}/u
const MARKS = /\p{M}/u
// Marks of these scripts are pointing; those of Indic and other scripts are vowels and stay.
const POINTING =
  /[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u

function computeFold(codePoint: number): string {
  if (isKoranic(codePoint)) return ''
  if (codePoint >= 0xd800 && codePoint < 0xe000) return ' '
  const char = String.fromCodePoint(codePoint)
  if (DIGIT.test(char)) return String(digitValue(codePoint))
  if (MARKS.test(char)) return POINTING.test(char) ? '' : char
  if (!LETTER.test(char) && !NUMBER.test(char)) return ' '
  if (isHangulSyllable(codePoint)) return char
  const special = letters.get(char)
  return special ?? foldLetters(char)
}

/** Small high letters and signs of the Koran, tatweel, and the high hamza: all written next to or on a letter. */
function isKoranic(codePoint: number): boolean {
  return (codePoint >= 0x06d6 && codePoint <= 0x06ed) || codePoint === 0x0640 || codePoint === 0x0674
}

function foldLetters(char: string): string {
  let folded = ''
  for (const part of char.normalize('NFKD').toLowerCase().normalize('NFKD')) folded += foldPart(part)
  // The isolated form of a mark is written on a space or on tatweel, which must not remain as a separator.
  return folded.trim() === '' ? '' : folded
}

function isHangulSyllable(codePoint: number): boolean {
  return codePoint >= 0xac00 && codePoint <= 0xd7a3
}

function foldPart(part: string): string {
  const codePoint = part.codePointAt(0)!
  if (isKoranic(codePoint)) return ''
  if (MARKS.test(part)) return POINTING.test(part) ? '' : part
  if (DIGIT.test(part)) return String(digitValue(codePoint))
  if (!LETTER.test(part) && !NUMBER.test(part)) return ' '
  return letters.get(part) ?? part
}

/** Unicode keeps the ten digits of a set together, zero first, and adjacent sets are complete. */
function digitValue(codePoint: number): number {
  let start = codePoint
  while (start > 0 && DIGIT.test(String.fromCodePoint(start - 1))) start--
  return (codePoint - start) % 10
}

/** Letters that Unicode's own decomposition does not unify. */
const letters = new Map<string, string>([
  ...family('ا', 'أإآٱٲٳ'),
  ...family('ی', 'يىےئۓێۍې'),
  ...family('ک', 'كڪ'),
  ...family('ه', 'ةۃۀۂہەھۿ'),
  ...family('و', 'ؤۆۄ'),
  ...family('ر', 'ڕڒ'),
  ...family('ل', 'ڵ'),
  ...family('ss', 'ßẞ'),
  ...family('i', 'ıİ'),
  ...family('ae', 'æÆ'),
  ...family('oe', 'œŒ'),
  ...family('o', 'øØ'),
  ...family('d', 'đĐðÐ'),
  ...family('l', 'łŁ'),
  ...family('h', 'ħĦ'),
  ...family('th', 'þÞ'),
  ...family('σ', 'ς'),
  // Transliterated hamza and ayn are often left out by writers; the other two represent an apostrophe.
  ...family('', 'ʾʿ'),
  ...family(' ', 'ʼʻ'),
])

function family(target: string, members: string): [string, string][] {
  return Array.from(members, (member) => [member, target])
}
