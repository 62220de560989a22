import { describe, expect, it } from 'vitest'
import { readArguments, wantsJson } from './arguments.ts'
import type { Command } from './command.ts'

const answer = async () => ({ json: null, text: '', exitCode: 0 as const })
const commands: Record<string, Command> = {
  tag: {
    archive: 'none',
    usage: 'tag',
    about: '',
    options: { add: { type: 'string', multiple: true } },
    run: answer,
  },
}

describe('readArguments', () => {
  it('reads words and options in any order', () => {
    const request = readArguments(
      ['tag', 'one', '--add', 'a/b', 'two', '--add=ت', '--archive', 'x', '--json'],
      commands,
    )
    expect(request).toMatchObject({
      name: 'tag',
      words: ['one', 'two'],
      options: { add: ['a/b', 'ت'], archive: 'x', json: true },
    })
  })

  it.each([['help'], ['--help'], ['-h'], ['tag', '--help']])('returns null for %s', (...words) => {
    expect(readArguments(words, commands)).toBeNull()
  })

  it.each([[], ['bogus'], ['toString'], ['tag', '--bogus'], ['tag', '--add'], ['tag', '--json=1']])(
    'refuses %j',
    (...words) => {
      expect(() => readArguments(words, commands)).toThrow(expect.objectContaining({ code: 'request.usage' }))
    },
  )

  it('finds --json, but not after the end of options', () => {
    expect(wantsJson(['bogus', '--json'])).toBe(true)
    expect(wantsJson(['search', '--', '--json'])).toBe(false)
  })
})
