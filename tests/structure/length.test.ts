import { expect, it } from 'vitest'
import { readSources } from './read-imports.ts'

const MOST_LINES = 300

/** Files of more than 300 lines. The linter finds those in TypeScript, and functions of more than 50 lines. */
function findLong(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) => {
    const lines = text.trimEnd().split('\n').length
    return lines > MOST_LINES ? [`${file}: ${lines}`] : []
  })
}

it('no stylesheet is longer than 300 lines', () => {
  const sheets = readSources(/\.css$/)
  expect(sheets.size).toBeGreaterThan(20)
  expect(findLong(sheets)).toEqual([])
})

it('a longer one is found', () => {
  const sheet = '.rule {}\n'.repeat(MOST_LINES)
  expect(findLong(new Map([['a.css', sheet]]))).toEqual([])
  expect(findLong(new Map([['a.css', `${sheet}.rule {}\n`]]))).toEqual(['a.css: 301'])
})
