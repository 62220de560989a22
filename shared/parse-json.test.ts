import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'

describe('parsing JSON', () => {
  it.each([
    ['{"a":[1,null]}', { a: [1, null] }],
    ['null', null],
    [' "x" ', 'x'],
  ])('returns the value of %s', (text, value) => expect(parseJson(text)).toEqual(value))

  it.each(['', '{', '{"a":1,}', "{'a':1}", 'NaN', '\0\0'])('returns undefined for %j', (text) =>
    expect(parseJson(text)).toBeUndefined(),
  )
})
