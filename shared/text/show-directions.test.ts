import { expect, it } from 'vitest'
import { showDirections } from './show-directions.ts'

it('shows the characters that would reverse a name, in place, and leaves those that only join or separate letters', () => {
  expect(showDirections('invoice\u202excod.exe')).toBe('invoice↔xcod.exe')
  expect(showDirections('\u2067a\u2069')).toBe('↔a↔')
  expect(showDirections('می\u200cرود \u200f(1)')).toBe('می\u200cرود \u200f(1)')
})
