/**
 * A stated date with what does not matter to its meaning evened out: every decimal digit is ASCII, Arabic, Persian
 * and Sorani letters that stand for one another are one letter, marks, tatweel and bidi controls are gone, all dashes
 * between values are `–` (a hyphen stays), blanks are single. The text as entered is never replaced by it.
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
      // NFKD has turned a no-break space into a blank already.
      .replace(/[\s\u200c]+/g, ' ')
      .trim()
  )
}

/** Unicode lays decimal digits in unbroken runs of ten, so the place in the run is the value. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0)!
  let start = point
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1
  return String((point - start) % 10)
}
