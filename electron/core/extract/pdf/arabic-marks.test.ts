import { describe, expect, it } from 'vitest'
import { placeMarks } from './arabic-marks.ts'

const at = (character: string, x: number, y = 100) => ({ character, x, y })
const text = (characters: ReturnType<typeof at>[]) =>
  placeMarks(characters)
    .map((each) => each.character)
    .join('')

describe('placeMarks', () => {
  it('puts a mark after the letter that carries it, not before', () => {
    expect(text([at('ت', 106), at('ٔ', 102), at('ا', 102), at('م', 96)])).toBe('تأم'.normalize('NFD'))
  })

  it('moves a mark back from the start of the next line', () => {
    const line = [at('ه', 374), at(' ', 370), at('م', 360), at('\n', 360), at('ٔ', 375, 98), at('ا', 548, 80)]
    expect(text(line)).toBe('هٔ م\nا')
  })

  it('keeps two marks on one letter in their order and everything else in its place', () => {
    const [shadda, fatha] = ['\u0651', '\u064e']
    expect(text([at('ل', 20), at(shadda, 20), at(fatha, 21), at('ه', 10)])).toBe(`ل${shadda}${fatha}ه`)
    expect(text([at('a', 1), at('ٔ', 500), at('b', 2)])).toBe('aٔb')
  })
})
