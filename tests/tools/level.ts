import { onTestFailed } from 'vitest'
import { randomFrom } from './random.ts'

/** How much of a sweep runs: a seeded sample with its boundaries in `npm test`, all of it in `npm run test:deep`. */
export type Level = 'sample' | 'deep'

/** The level of this run, from HOLDFAST_TEST_LEVEL. */
export const level = (): Level => (process.env['HOLDFAST_TEST_LEVEL'] === 'deep' ? 'deep' : 'sample')

/** One of two values, by level. */
export const atLevel = <T>(inSample: T, inDeep: T): T => (level() === 'deep' ? inDeep : inSample)

// `npm test` uses the same sample every time, so that only a change decides whether it passes.
const FIXED_SEED = 20_261_125

/** The seed of this run, from HOLDFAST_TEST_SEED; a fixed one when it is not set. */
export const seed = (): number => Number(process.env['HOLDFAST_TEST_SEED'] ?? FIXED_SEED)

/** Random numbers for the running test; if it fails, the seed is printed. */
export function testRandom(): () => number {
  onTestFailed(() => console.error(`To repeat: HOLDFAST_TEST_SEED=${seed()} HOLDFAST_TEST_LEVEL=${level()}`))
  return randomFrom(seed())
}

/** This many elements of a list, chosen at random and kept in order; all of them in a deep run. */
export function sample<T>(list: readonly T[], count: number, random: () => number): T[] {
  if (level() === 'deep' || count >= list.length) return [...list]
  const indexes = list.map((_, at) => at)
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (indexes.length - at))
    ;[indexes[at], indexes[other]] = [indexes[other]!, indexes[at]!]
  }
  return indexes
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((at) => list[at]!)
}

/** The first element of each class; all elements in a deep run. */
export function oneOfEach<T>(list: readonly T[], classOf: (element: T) => string): T[] {
  if (level() === 'deep') return [...list]
  const first = new Map<string, T>()
  for (const element of list) if (!first.has(classOf(element))) first.set(classOf(element), element)
  return [...first.values()]
}

/** Settings of a property test: how many cases, and the seed they come from. */
export const cases = (inSample: number, inDeep: number) => ({
  numRuns: atLevel(inSample, inDeep),
  seed: seed(),
})

/** How long one test may take before it counts as hung, in milliseconds: generous, because the machine may be busy. */
export const PATIENCE_MS = atLevel(5 * 60_000, 6 * 3_600_000)
