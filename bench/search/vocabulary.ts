import { between, createRandom, createZipf, pick, type Random } from './random.ts'

export const languages = ['en', 'fa', 'ar', 'ckb'] as const
export type Language = (typeof languages)[number]

/** The words of a language, most frequent first, and how to draw one with its frequency in text. */
export interface Vocabulary {
  readonly words: readonly string[]
  /** The rank of a word, or undefined for an inflected form or a number that is not listed. */
  readonly rankOf: (word: string) => number | undefined
  readonly draw: (random: Random) => string
  /** A form of a word, due to inflection or spelling habits. */
  readonly vary: (word: string, random: Random) => string
}

interface Writing {
  readonly size: number
  readonly commonest: string
  readonly onsets: readonly string[]
  readonly nuclei: readonly string[]
  readonly codas: readonly string[]
  readonly vary: (word: string, random: Random) => string
}

const letters = (text: string): string[] => text.split(' ').map((each) => (each === '-' ? '' : each))

const writings: Readonly<Record<Language, Writing>> = {
  en: {
    size: 40_000,
    commonest: 'the of and to in that was for is on by with as from they were this had are not who which',
    onsets: letters('b br c ch d dr f g gr h j k l m n p pr qu r s sh st t th tr v w'),
    nuclei: letters('a e i o u ea ou ai'),
    codas: letters('- - - n r s t l m d ck nt st'),
    vary(word, random) {
      const at = random()
      return at < 0.1 ? `${word}s` : at < 0.14 ? `${word}ed` : at < 0.18 ? `${word}ing` : word
    },
  },
  fa: {
    size: 35_000,
    commonest: 'و در به از که این است را با برای آن یک خود تا بر هم نیز شد بود هر ما آنها پس اگر',
    onsets: letters('ب پ ت ج چ ح خ د ر ز ژ س ش ص ط ع ف ق ک گ ل م ن و ه ی'),
    nuclei: letters('- - ا و ی'),
    codas: letters('- - - ن ر م ت د س ک ی'),
    vary(word, random) {
      const at = random()
      return at < 0.06 ? `${word}\u200cها` : at < 0.1 ? `می\u200c${word}` : word
    },
  },
  ar: {
    size: 40_000,
    commonest: 'في من على أن إلى عن مع هذا كان التي بعد قد ما لا أو هو كل ذلك بين منذ قبل',
    onsets: letters('أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي'),
    nuclei: letters('- - ا و ي'),
    codas: letters('- - - ن ر م ت د س ك ة'),
    vary(word, random) {
      const at = random()
      return at < 0.25 ? `ال${word}` : at < 0.3 ? `و${word}` : at < 0.33 ? `ب${word}` : word
    },
  },
  ckb: {
    size: 20_000,
    commonest: 'لە بە و کە ئەم بۆ ئەو لەگەڵ هەر بوو دوای نێو خۆی هەموو بەڵام تا یەک',
    onsets: letters('ب پ ت ج چ ح خ د ر ز ژ س ش ع غ ف ڤ ق ک گ ل م ن و ه ی ئ'),
    nuclei: letters('ە ا ۆ ێ وو ی'),
    codas: letters('- - ن ر م ت ڕ ڵ ک'),
    vary: (word, random) => (random() < 0.12 ? `${word}ەکان` : word),
  },
}

export function createVocabulary(language: Language): Vocabulary {
  const writing = writings[language]
  const words = makeWords(writing, createRandom(languages.indexOf(language) + 7))
  const ranks = new Map(words.map((word, rank) => [word, rank]))
  const zipf = createZipf(words.length)
  return {
    words,
    rankOf: (word) => ranks.get(word),
    draw: (random) => words[zipf(random)]!,
    vary: (word, random) => ((ranks.get(word) ?? 0) > 60 ? writing.vary(word, random) : word),
  }
}

function makeWords(writing: Writing, random: Random): string[] {
  const words = new Set(writing.commonest.split(' '))
  while (words.size < writing.size) {
    const syllables = words.size < 60 ? 1 : words.size < 2000 ? 2 : words.size < 20_000 ? 3 : 4
    const word = makeWord(writing, between(random, Math.max(1, syllables - 1), syllables + 1), random)
    if (word.length >= 2) words.add(word)
  }
  return [...words]
}

function makeWord({ onsets, nuclei, codas }: Writing, syllables: number, random: Random): string {
  let word = ''
  for (let n = 0; n < syllables; n += 1)
    word += pick(random, onsets) + pick(random, nuclei) + (n === syllables - 1 ? pick(random, codas) : '')
  return word
}

/** Generates distinct names in their usual form: two capitalised words. */
export function makeNames(count: number, seed: number): string[] {
  const random = createRandom(seed)
  const names = new Set<string>()
  const part = (language: Language): string => {
    const word = makeWord(writings[language], between(random, 2, 4), random)
    return word[0]!.toUpperCase() + word.slice(1)
  }
  while (names.size < count) {
    const language = random() < 0.6 ? 'en' : 'fa'
    names.add(`${part(language)} ${part(language)}`)
  }
  return [...names]
}
