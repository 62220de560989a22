import { createHash } from 'node:crypto'
import type { Hash, RecordId } from '../../shared/model/ids.ts'
import type { Passage } from '../../shared/model/passage.ts'
import { verificationStatuses } from '../../shared/model/choices.ts'
import { HoldfastRecord, type ContentObject } from '../../shared/model/record.ts'
import { between, createRandom, createZipf, pick, type Random } from './random.ts'
import { makeTags } from './tags.ts'
import { toCaptions, toParagraphs, writeSentences } from './text.ts'
import { createVocabulary, languages, makeNames, type Language, type Vocabulary } from './vocabulary.ts'

/**
 * A generated record and its text; at 1M records the text is short and is put in the description, so there is no
 * object.
 */
export interface MadeRecord {
  readonly record: HoldfastRecord
  readonly language: Language
  readonly sentences: readonly string[]
  readonly text: { readonly hash: Hash; readonly passages: readonly Passage[] } | null
}

const kinds = ['statement', 'statement', 'statement', 'video', 'video', 'citation', 'document'] as const
const shares: readonly Language[] = [...languages, 'en', 'en', 'en', 'fa', 'fa', 'ar']

/** Generates the same records for the same count, one after another; the nth depends only on n and the count. */
export function* makeRecords(count: number): Generator<MadeRecord> {
  const pools = {
    people: makeNames(Math.min(20_000, Math.max(500, count / 10)), 11),
    sources: makeNames(Math.min(2000, Math.max(100, count / 50)), 12),
    places: makeNames(300, 13),
    tags: makeTags(),
  }
  const vocabularies = Object.fromEntries(languages.map((each) => [each, createVocabulary(each)]))
  const usual = createZipf(100)
  const bytes = count >= 1_000_000 ? 200 : 2000
  for (let number = 1; number <= count; number += 1) {
    const random = createRandom(number * 7919 + 3)
    const language = pick(random, shares)
    const vocabulary = vocabularies[language]!
    const sentences = writeSentences(vocabulary, language, { random, bytes: bytes * (0.7 + random() * 0.6) })
    const draw = <T>(pool: readonly T[]): T =>
      pool[(usual(random) * Math.ceil(pool.length / 100) + between(random, 0, pool.length)) % pool.length]!
    yield makeRecord(number, { language, vocabulary, sentences, random, isShort: bytes < 1000 }, (name) =>
      draw<unknown>(pools[name]),
    )
  }
}

interface Making {
  readonly language: Language
  readonly vocabulary: Vocabulary
  readonly sentences: readonly string[]
  readonly random: Random
  readonly isShort: boolean
}
type Draw = (name: 'people' | 'sources' | 'places' | 'tags') => unknown

function makeRecord(number: number, making: Making, draw: Draw): MadeRecord {
  const { language, vocabulary, sentences, random, isShort } = making
  const kind = pick(random, kinds)
  const passages = kind === 'video' ? toCaptions(sentences) : toParagraphs(sentences)
  const hash = createHash('sha256').update(`${number}\n`).update(sentences.join('\n')).digest('hex') as Hash
  const date = stateDate(random)
  const words = Array.from({ length: between(random, 3, 8) }, () => vocabulary.draw(random))
  const some = (name: Parameters<Draw>[0], most: number) => [
    ...new Set(Array.from({ length: between(random, 0, most + 1) }, () => draw(name))),
  ]
  const tags = some('tags', 4) as { id: string }[]
  const record = HoldfastRecord.parse({
    id: `k3fp-${String(number).padStart(6, '0')}` as RecordId,
    kind,
    title: `${words.join(' ')} ${number % 3 === 0 ? number : ''}`.trim(),
    description: isShort ? sentences.join(' ') : '',
    languages: [language],
    dateStated: date,
    dateEdtf: date,
    people: some('people', 3),
    sources: [draw('sources')],
    places: some('places', 1),
    verification: { status: pick(random, verificationStatuses) },
    citation: kind === 'citation' ? { symbol: `HCR/${between(random, 1, 99)}/${number}` } : null,
    tags: tags.map((tag) => tag.id),
    objects: isShort ? [] : [objectOf(kind, hash, { number, language, sentences })],
    createdAt: '2026-01-01T00:00:00.000Z',
    modifiedAt: '2026-01-01T00:00:00.000Z',
  })
  return { record, language, sentences, text: isShort ? null : { hash, passages } }
}

function objectOf(
  kind: string,
  hash: Hash,
  { number, language, sentences }: { number: number; language: Language; sentences: readonly string[] },
): Partial<ContentObject> {
  const characters = sentences.reduce((sum, each) => sum + each.length + 1, 0)
  const [role, mediaType, ending] =
    kind === 'video'
      ? (['transcript', 'text/vtt', 'vtt'] as const)
      : (['original', 'text/plain', 'txt'] as const)
  return {
    hash,
    role,
    mediaType,
    name: `scan-${number}.${ending}`,
    sizeBytes: characters,
    language,
    facts: { characters },
  }
}

function stateDate(random: Random): string {
  const year = 2024 - Math.floor(random() ** 2 * 45)
  const two = (value: number): string => String(value).padStart(2, '0')
  const at = random()
  if (at < 0.1) return ''
  if (at < 0.2) return String(year)
  return `${year}-${two(between(random, 1, 13))}-${two(between(random, 1, 29))}`
}
