import { describe, expect, it } from 'vitest'
import { inflectArabic } from './arabic.ts'
import { fold } from './fold.ts'

const forms = (word: string) => inflectArabic(fold(word))

describe('inflectArabic', () => {
  it.each(['الكتاب', 'والكتاب', 'بالكتاب', 'للكتاب', 'وكتاب', 'بكتاب'])('leads from كتاب to %s', (form) => {
    expect(forms('كتاب')).toContain(fold(form))
  })

  it.each([
    ['الكتاب', 'كتاب'],
    ['والكتاب', 'الكتاب'],
    ['بالحرية', 'حرية'],
  ])('leads from %s to %s', (word, form) => {
    expect(forms(word)).toContain(fold(form))
  })

  it('never strips a letter of the word itself', () => {
    expect(forms('وزير')).not.toContain(fold('زير'))
    expect(forms('الله')).not.toContain(fold('له'))
    expect(inflectArabic('freedom')).toEqual([])
  })
})
