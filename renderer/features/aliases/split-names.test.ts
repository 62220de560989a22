import { describe, expect, it } from 'vitest'
import { splitNames } from './split-names.ts'

describe('splitNames', () => {
  it.each([
    ['Mohammad, Muhammad, محمد', ['Mohammad', 'Muhammad', 'محمد']],
    ['لیبرتی، ليبرتي؛ Camp Liberty', ['لیبرتی', 'ليبرتي', 'Camp Liberty']],
    [' , ;\n', []],
  ])('splits %j', (text, names) => {
    expect(splitNames(text)).toEqual(names)
  })
})
