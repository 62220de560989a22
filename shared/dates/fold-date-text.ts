/**
 * A stated date without differences that do not affect its meaning: every decimal digit is ASCII; Arabic, Persian and
 * Sorani variants of a letter become one letter; marks, tatweel and bidi controls are removed; every dash between
 * values is `–` (a hyphen stays); blanks are single. It never replaces the text as entered.
 */
export function foldDateText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\p{M}\u0640'‘’ʿʾ`]|(?!\u200c)\p{Cf}/gu, '')
      .replace(/\p{Nd}/gu, asciiDigit)
      .toLowerCase()
      .replace(/[ىيێۍ]/g, 'ی')
      .replace(/ك/g, 'ک')
      .replace(/[ەةھہ]/g, 'ه')
      .replace(/ۆ/g, 'و')
      .replace(/ڕ/g, 'ر')
      .replace(/ڵ/g, 'ل')
      .replace(/،/g, ',')
      .replace(/[‐‑]/g, '-')
      .replace(/[‒–—―−]/g, '–')
      // NFKD has already turned no-break spaces into blanks.
      .replace(/[\s\u200c]+/g, ' ')
      .trim()
  )
}

/** Unicode assigns decimal digits in unbroken runs of ten, so the position in the run is the value. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0)!
  let start = point
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1
  return String((point - start) % 10)
}
