import type { Passage } from '../../shared/model/passage.ts'
import { between, pick, type Random } from './random.ts'
import type { Language, Vocabulary } from './vocabulary.ts'

/** Generates sentences of a language until they take about `bytes` in UTF-8. */
export function writeSentences(
  vocabulary: Vocabulary,
  language: Language,
  { random, bytes }: { random: Random; bytes: number },
): string[] {
  // A text returns to its own subjects, which makes pairs of words occur together.
  const topics = Array.from({ length: 12 }, () => vocabulary.words[between(random, 60, 6000)]!)
  const perLetter = language === 'en' ? 1 : 1.83
  const sentences: string[] = []
  for (let written = 0; written < bytes;) {
    const words: string[] = []
    for (let left = between(random, 6, 18); left > 0; left -= 1)
      words.push(writeWord(vocabulary, topics, random))
    const sentence = `${words.join(' ')}.`
    sentences.push(sentence)
    written += sentence.length * perLetter + 1
  }
  return sentences
}

function writeWord(vocabulary: Vocabulary, topics: readonly string[], random: Random): string {
  const at = random()
  if (at < 0.01) return String(Math.floor(10 ** (random() * 6)))
  return vocabulary.vary(at < 0.16 ? pick(random, topics) : vocabulary.draw(random), random)
}

/** Joins sentences to paragraphs of four, each with its character range in the text. */
export function toParagraphs(sentences: readonly string[]): Passage[] {
  const passages: Passage[] = []
  let at = 0
  for (let first = 0; first < sentences.length; first += 4) {
    const text = sentences.slice(first, first + 4).join(' ')
    passages.push({ locator: `char:${at}-${at + text.length}`, text })
    at += text.length + 1
  }
  return passages
}

/** Splits sentences into captions of three seconds, like a transcript of a video. */
export function toCaptions(sentences: readonly string[]): Passage[] {
  const words = sentences.join(' ').split(' ')
  const passages: Passage[] = []
  for (let first = 0; first < words.length; first += 8) {
    const start = (first / 8) * 3
    passages.push({ locator: `t:${start}-${start + 3}`, text: words.slice(first, first + 8).join(' ') })
  }
  return passages
}
