import { fold } from '../../../../../shared/text/fold.ts'

/*
 * Persian writes these separately, joined, or with a zero-width break, as the writer prefers (می رود, میرود, می‌رود).
 * The index contains the parts and the joined form of a word with a zero-width break; this file covers the query's
 * side.
 */
const PREFIXES = ['می', 'نمی'].map(fold)
const SUFFIXES = [
  'ها',
  'های',
  'هایی',
  'هایم',
  'هایت',
  'هایش',
  'هایمان',
  'هایتان',
  'هایشان',
  'تر',
  'ترین',
].map(fold)
const MIN_STEM = 2
const MAX_READINGS = 16

/** The spellings of a joined word as separate words. */
export function splitWord(word: string): string[][] {
  const splits: string[][] = []
  for (const prefix of PREFIXES)
    if (word.startsWith(prefix) && word.length >= prefix.length + MIN_STEM)
      splits.push([prefix, word.slice(prefix.length)])
  for (const suffix of SUFFIXES)
    if (word.endsWith(suffix) && word.length >= suffix.length + MIN_STEM)
      splits.push([word.slice(0, -suffix.length), suffix])
  return splits
}

/** Whether two separate words may be one. */
export function joinsNaturally(first: string, second: string): boolean {
  return second !== '' && (PREFIXES.includes(first) || SUFFIXES.includes(second))
}

/**
 * The spellings of a phrase: as given, with words split, and with a word joined to the next if `joinable` allows it.
 */
export function phraseReadings(parts: readonly string[], joinable: readonly boolean[]): string[][] {
  let readings: { terms: string[]; next: number }[] = [{ terms: [], next: 0 }]
  while (readings.some((reading) => reading.next < parts.length)) {
    const longer = readings.flatMap((reading) =>
      reading.next < parts.length ? continueReading(reading, parts, joinable) : [reading],
    )
    // The spelling as given comes first at each step, so only rarer ones are dropped.
    readings = longer.slice(0, MAX_READINGS)
  }
  return readings.map((reading) => reading.terms)
}

function continueReading(
  { terms, next }: { terms: string[]; next: number },
  parts: readonly string[],
  joinable: readonly boolean[],
): { terms: string[]; next: number }[] {
  const part = parts[next]!
  const readings = [{ terms: [...terms, part], next: next + 1 }]
  if (joinable[next] && next + 1 < parts.length)
    readings.push({ terms: [...terms, part + parts[next + 1]!], next: next + 2 })
  for (const split of splitWord(part)) readings.push({ terms: [...terms, ...split], next: next + 1 })
  return readings
}
