import { expect, it } from 'vitest'
import { likeliestCommands } from './likeliest-commands.ts'

const commands = [
  'Undo: “Access to the clinic” changed',
  'Import files',
  'Verify the archive',
  'Batch search',
].map((label) => ({
  label,
}))
const labels = (typed: string) => likeliestCommands(commands, typed).map(({ label }) => label)

it('finds commands by their words in any order, and despite typos', () => {
  expect(labels('archive verify')[0]).toBe('Verify the archive')
  expect(labels('verfy')[0]).toBe('Verify the archive')
  expect(labels('imprt')[0]).toBe('Import files')
  expect(labels('acess to the clinc')).toEqual([])
  expect(labels('zzzz')).toEqual([])
})
