import type { Passage } from '../../../../shared/model/passage.ts'

/**
 * The language of a text as a BCP 47 tag, or '' when it is too short or the guess is unsure. Sorani, Kurmanji and
 * Pashto are recognised by letters that their neighbours do not use, because the statistics confuse them.
 */
export async function languageOf(text: string): Promise<string> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < 12) return ''
  const byLetters = languageByLetters(text, letters)
  if (byLetters) return byLetters
  const { eld } = await import('eld/extrasmall')
  const guess = eld.detect(text)
  if (!guess.isReliable()) return ''
  return guess.language === 'ku' ? 'ckb' : guess.language
}

/** Some 4,000 characters of a text, taken from its entire length so that a foreign first page does not decide. */
export function sampleOf(passages: readonly Passage[]): string {
  const step = Math.max(1, Math.floor(passages.length / 40))
  let sample = ''
  for (let at = 0; at < passages.length && sample.length < 4000; at += step)
    sample += `${passages[at]!.text.slice(0, 500)}\n`
  return sample
}

function languageByLetters(text: string, letters: number): string | null {
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / letters
  if (share(/[ټډړږښځڅېۍګ]/g) > 0.02 && share(/[ےٹ]/g) === 0) return 'ps'
  if (share(/[ڕڵۆێە]/g) > 0.04) return 'ckb'
  if (share(/[êîûÊÎÛ]/g) > 0.02 && share(/[ıİğĞœçñ]/g) < 0.06 && kurmanjiShare(text) > 0.12) return 'kmr'
  return null
}

/** The share of words that occur in almost every Kurmanji sentence and are not French, Turkish or Romanian. */
function kurmanjiShare(text: string): number {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter((word) => KURMANJI.has(word)).length / Math.max(1, words.length)
}

const KURMANJI = new Set('û ku ji li bi ye ev ew di ser her hemû yê xwe bo wan'.split(' '))
