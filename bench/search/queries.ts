import { SearchRequest } from '../../shared/contract/search.ts'
import { between, createRandom, pick, type Random } from './random.ts'
import type { MadeRecord } from './records.ts'
import { createVocabulary, languages, type Language, type Vocabulary } from './vocabulary.ts'

/** The kinds of query that are measured, as the table names them. */
export const queryKinds = {
  common: 'common word',
  rare: 'rare word',
  and: 'two words, both',
  prefix3: 'prefix of 3 letters',
  prefix2: 'prefix of 2 letters',
  phrase: 'exact phrase of 3 words',
  typo: 'word with one typo',
  filters: 'word, kind and dates',
  or5: 'any of the 5 commonest words',
  folded: 'Persian typed with Arabic yeh and kaf',
} as const
export type QueryKind = keyof typeof queryKinds

/** A query as we get it, and its bare words for the libraries. */
export interface Query {
  readonly request: SearchRequest
  readonly words: readonly string[]
}
export type QuerySets = Readonly<Record<QueryKind, readonly Query[]>>

const PER_KIND = 40

/** Builds the query sets from records of the corpus, so that every query has results. */
export function makeQueries(samples: readonly MadeRecord[]): QuerySets {
  const random = createRandom(99)
  const of = new Map(languages.map((each) => [each, createVocabulary(each)]))
  const words = (language: Language): Vocabulary => of.get(language)!
  const commonest = [...words('en').words.slice(0, 3), ...words('fa').words.slice(1, 3)]
  const spread = (language: Language, many: number, [low, high]: [number, number]): string[] =>
    Array.from(
      { length: many },
      (_, n) => words(language).words[Math.round(low * (high / low) ** (n / many))]!,
    )
  const perSample = (make: (sample: MadeRecord) => Query | null): Query[] =>
    samples
      .map(make)
      .filter((each) => each !== null)
      .slice(0, PER_KIND)
  return {
    common: languages.flatMap((each) => spread(each, 10, [3, 70])).map((word) => ask(word)),
    rare: perSample((sample) => {
      const word = listed(sample, words(sample.language), 15_000, Infinity)[0]
      return word ? ask(word) : null
    }),
    and: perSample((sample) => {
      const [first, second] = [...new Set(listed(sample, words(sample.language), 30, 4000))]
      return first && second ? ask(`${first} ${second}`) : null
    }),
    prefix3: starts(3, words, random),
    prefix2: starts(2, words, random),
    phrase: perSample((sample) => {
      const run = pick(random, unbrokenTexts(sample)).replaceAll('.', '').split(' ').slice(1, 4)
      return run.length === 3 ? { ...ask(`"${run.join(' ')}"`), words: run } : null
    }),
    typo: perSample((sample) => {
      const word = listed(sample, words(sample.language), 100, 8000).find((each) => each.length >= 6)
      return word ? ask(mistype(word, random)) : null
    }),
    filters: perSample((sample) => {
      const word = listed(sample, words(sample.language), 3, 200)[0]
      const year = Number(sample.record.dateEdtf.slice(0, 4))
      const filters = { kind: [sample.record.kind], from: String(year - 2), to: String(year + 2) }
      return word && year > 0 ? ask(word, { filters }) : null
    }),
    or5: Array.from({ length: 5 }, (_, n) => commonest.slice(n).concat(commonest.slice(0, n))).map(
      (five) => ({
        ...ask(five.join(' OR ')),
        words: five,
      }),
    ),
    folded: spread('fa', 400, [5, 4000])
      .filter((word) => /[یک]/.test(word) && word.length > 2)
      .slice(-PER_KIND)
      .map((word) => ask(word.replaceAll('ی', 'ي').replaceAll('ک', 'ك'))),
  }
}

/** Returns a word with one letter replaced, omitted, doubled or swapped; never the first, which people get right. */
export function mistype(word: string, random: Random): string {
  const at = between(random, 1, word.length - 1)
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)]
  switch (between(random, 0, 4)) {
    case 0:
      return before + (letter === 'x' ? 'z' : 'x') + after
    case 1:
      return before + after
    case 2:
      return before + letter + letter + after
    default:
      return before + after[0]! + letter + after.slice(1)
  }
}

function ask(query: string, fields: object = {}): Query {
  return { request: SearchRequest.parse({ query, limit: 20, ...fields }), words: query.split(' ') }
}

/** Texts that contain a phrase in full: a single passage, because a phrase does not continue in the next caption. */
const unbrokenTexts = ({ text, sentences }: MadeRecord): readonly string[] =>
  text ? text.passages.map((each) => each.text) : sentences

/** The words of a text whose rank is in a range. */
function listed(sample: MadeRecord, vocabulary: Vocabulary, low: number, high: number): string[] {
  return sample.sentences
    .join(' ')
    .replaceAll('.', '')
    .split(' ')
    .filter((word) => word.length > 2 && inSpan(vocabulary.rankOf(word), low, high))
}

const inSpan = (rank: number | undefined, low: number, high: number): boolean =>
  rank !== undefined && rank >= low && rank < high

/** Beginnings of words in use, as they are in the search box while the user types. */
function starts(length: number, words: (language: Language) => Vocabulary, random: Random): Query[] {
  return languages.flatMap((language) =>
    Array.from({ length: PER_KIND / languages.length }, () => {
      const long = words(language)
        .words.slice(20, 3000)
        .filter((word) => word.length > length + 1)
      return ask(pick(random, long).slice(0, length), { typing: true })
    }),
  )
}
