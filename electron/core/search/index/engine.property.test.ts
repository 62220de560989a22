import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../shared/query/parse.ts'
import { atLevel, cases, PATIENCE_MS } from '../../../../tests/tools/level.ts'
import type { Sample } from '../testing/brute-force.ts'
import { fieldsOf, holds, renameTag, tagCounts, tags, weightOf } from '../testing/brute-force.ts'
import { idOfNumber, putText, request, sampleDocument } from '../testing/sample.ts'
import type { SearchEngine } from './engine.ts'
import { openEngine } from './engine.ts'
import { testKeys } from '../testing/test-keys.ts'

/**
 * No word is a concatenation of two others, and all are too short for typos, so the expected result is never in
 * doubt.
 */
const words = ['red', 'ret', 'sun', 'sea', 'say', 'oak', 'ode', 'x1']
const phrase = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((list) => list.join(' '))
const sample = fc.record({
  number: fc.integer({ min: 1, max: 25 }),
  title: phrase,
  people: fc.array(phrase, { maxLength: 2 }),
  tag: fc.subarray(tags.map((tag) => tag.id)),
  kind: fc.constantFrom('statement' as const, 'video' as const),
  language: fc.subarray(['fa', 'en']),
  day: fc.option(fc.integer({ min: 14_000, max: 16_000 })),
  text: fc.array(phrase, { maxLength: 3 }),
})

const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('update' as const),
      samples: fc.array(sample, { maxLength: 4 }),
      pace: fc.constantFrom('single' as const, 'single' as const, 'bulk' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('remove' as const), number: fc.integer({ min: 1, max: 25 }) }),
  },
  { weight: 4, arbitrary: fc.constant({ type: 'persist' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('tidy' as const), steps: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'reopen' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('tag' as const), label: fc.constantFrom('sea', 'say', 'red') }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('damage' as const), at: fc.nat() }) },
)

const leaf = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(
    're*',
    's*',
    'o*',
    'sa*',
    'kind:video',
    '-lang:fa',
    'date:2010',
    'title:red',
    'tag:oak',
    'person:s*',
  ),
  fc
    .tuple(fc.constantFrom('', '', 'title:', 'text:', 'person:'), phrase)
    .map(([field, text]) => `${field}"${text} sun"`),
  fc.constantFrom(
    '=red',
    'title:=sun',
    'ret~',
    'sun~',
    '"red sun"~2',
    'text:"sea sun ode"~1',
    'person:"say oak"~4',
  ),
)
const query = fc
  .array(fc.tuple(fc.constantFrom('', '', '-', 'OR '), leaf), { maxLength: 4 })
  .map((parts) => parts.map(([sign, text]) => sign + text).join(' '))

let checks = 0

describe('the engine', { timeout: PATIENCE_MS }, () => {
  it('returns what a scan of every record would, after any changes, merges and restarts', () => {
    fc.assert(
      fc.property(
        fc.array(operation, { minLength: 1, maxLength: 40 }),
        fc.array(query, { minLength: 3, maxLength: 8 }),
        (operations, queries) => {
          const cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
          try {
            compare(cacheFolder, operations, queries)
          } finally {
            rmSync(cacheFolder, { recursive: true, force: true })
          }
        },
      ),
      cases(40, 6000),
    )
    expect(checks).toBeGreaterThan(atLevel(200, 100_000))
  })
})

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

function compare(cacheFolder: string, operations: readonly Operation[], queries: readonly string[]): void {
  renameTag('sea')
  const open = () => {
    const opened = openEngine({ keys: testKeys, cacheFolder })
    opened.setTags(tags)
    return opened
  }
  let engine = open()
  let model = new Map<string, Sample>()
  let persisted = new Map<string, Sample>()
  for (const each of operations) {
    if (each.type === 'update') {
      const samples = each.samples.map((facts) => toSample(cacheFolder, facts))
      engine.update(
        samples.map(({ document }) => document),
        each.pace,
      )
      for (const one of samples) model.set(one.document.id, one)
    } else if (each.type === 'remove') {
      engine.remove([idOfNumber(each.number)])
      model.delete(idOfNumber(each.number))
    } else if (each.type === 'persist') {
      engine.persist('here')
      persisted = new Map(model)
    } else if (each.type === 'tidy') {
      for (let step = 0; step < each.steps; step++) engine.tidy()
    } else if (each.type === 'tag') {
      renameTag(each.label)
      engine.setTags(tags)
    } else if (each.type === 'damage') {
      engine.persist('here')
      engine.close()
      damage(join(cacheFolder, 'search'), each.at)
      engine = open()
      // The damage is noticed and the index rebuilt, as the archive does it.
      expect(engine.covered()).toBeNull()
      checks++
      engine.update(
        [...model.values()].map(({ document }) => document),
        'bulk',
      )
      engine.persist('here')
      persisted = new Map(model)
    } else {
      engine.close()
      engine = open()
      model = new Map(persisted)
    }
  }
  engine.flush()
  const fresh = openEngine({ keys: testKeys, cacheFolder, readOnly: true })
  fresh.clear()
  fresh.setTags(tags)
  fresh.update([...model.values()].map(({ document }) => document))
  for (const text of queries) {
    const answer = engine.find(request(text, { limit: 500 }))
    const expected = [...model.values()].filter((one) => holds(parseQuery(text).root, one))
    expect([text, answer.hits.map((hit) => hit.id).sort()]).toEqual([
      text,
      expected.map(({ document }) => document.id).sort(),
    ])
    expect(answer.total).toBe(expected.length)
    expect(Object.fromEntries(answer.facets.tag.map((each) => [each.value, each.count]))).toEqual(
      tagCounts(expected),
    )
    checks += 4
    // Segments must not show: the same records in one segment give the same scores, order, snippets and counts.
    expect(answer).toEqual(fresh.find(request(text, { limit: 500 })))
  }
  if (model.size > 0) for (const word of words.slice(0, 3)) checkRanking(engine, word, [...model.values()])
  engine.close()
  fresh.close()
}

/** Flips one bit of one index file. */
function damage(folder: string, at: number): void {
  const files = readdirSync(folder).sort()
  const path = join(folder, files[at % files.length]!)
  const bytes = readFileSync(path)
  bytes[at % bytes.length]! ^= 1 << (at % 8)
  writeFileSync(path, bytes)
}

/**
 * The score of a plain word in each record that holds it, computed from the texts alone (BM25 over weighted fields).
 */
function checkRanking(engine: SearchEngine, word: string, samples: readonly Sample[]): void {
  const lengthOf = (one: Sample) => fieldsOf(one).reduce((sum, { words: list }) => sum + list.length, 0)
  const average = samples.reduce((sum, one) => sum + lengthOf(one), 0) / samples.length
  const weighed = samples
    .map((one) => ({ one, weight: weightOf(word, one) }))
    .filter(({ weight }) => weight > 0)
  const rarity = Math.log(1 + (samples.length - weighed.length + 0.5) / (weighed.length + 0.5))
  const expected = weighed
    .map(({ one, weight }) => ({
      id: one.document.id,
      score: (rarity * 2.2 * weight) / (weight + 1.2 * (0.25 + (0.75 * lengthOf(one)) / average)),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const found = engine.find(request(word, { limit: 500 })).hits
  expect(found.map((hit) => hit.id)).toEqual(expected.map((each) => each.id))
  found.forEach((hit, at) => expect(hit.score).toBeCloseTo(expected[at]!.score, 9))
  checks += 1 + found.length
}

function toSample(
  cacheFolder: string,
  facts: typeof sample extends fc.Arbitrary<infer T> ? T : never,
): Sample {
  const { number, title, people, tag, kind, language, day, text } = facts
  const hash = putText(cacheFolder, text)
  const texts = [{ hash, role: 'text' as const }]
  const dates = { fromDay: day, toDay: day }
  return {
    document: sampleDocument(number, {
      title,
      people,
      tags: tag,
      kind,
      languages: language,
      texts,
      ...dates,
    }),
    text,
  }
}
