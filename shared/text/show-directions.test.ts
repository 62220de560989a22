import { expect, it } from 'vitest'
import { showDirections } from './show-directions.ts'

it('shows what would turn a name round, in its place, and leaves what only joins or parts letters', () => {
  expect(showDirections('invoice\u202excod.exe')).toBe('invoice↔xcod.exe')
  expect(showDirections('\u2067a\u2069')).toBe('↔a↔')
  expect(showDirections('می\u200cرود \u200f(1)')).toBe('می\u200cرود \u200f(1)')
})
