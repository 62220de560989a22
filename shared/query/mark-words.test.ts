import { describe, expect, it } from 'vitest'
import type { QueryField } from './query.ts'
import { wordMarker } from './mark-words.ts'

const marked = (query: string, text: string, field: QueryField = 'note') =>
  wordMarker(query)(text, field).map(([start, end]) => text.slice(start, end))

describe('wordMarker', () => {
  it.each([
    ['letter ', 'The LETTER, not the letters box', ['LETTER', 'letters']],
    ['clin', 'The clinic', ['clinic']],
    ['clin ', 'The clinic', []],
    ['free*', 'freedom of the free', ['freedom', 'free']],
    ['آزادي ', 'آزادیِ رفت و آمد', ['آزادیِ']],
    ['"of the letter"', 'the words of the letter', ['of the letter']],
    ['"letter words"~5', 'the words of the letter', ['letter', 'words'].toSorted().toReversed()],
    ['=Bam ', 'bam, Bam', ['Bam']],
    ['letter -words kind:video', 'the words of the letter', ['letter']],
    ['', 'anything', []],
  ])('marks the words of %j in %j', (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected)
  })

  it('marks only in the field that the query names', () => {
    expect(marked('title:letter ', 'a letter', 'title')).toEqual(['letter'])
    expect(marked('title:letter ', 'a letter', 'note')).toEqual([])
  })
})
