import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CitationFields } from '../../../shared/model/citation.ts'
import { citationOf, draftOf } from './draft.ts'

const line = fc.stringMatching(/^[\p{L}\d./()-]{1,12}$/u)
const lines = fc.array(line, { maxLength: 3 })

describe('a citation draft', () => {
  it('keeps every field on the way through the form', () => {
    const fields = fc.record({
      author: line,
      coAuthors: lines,
      shortTitle: line,
      documentType: line,
      symbol: line,
      countries: lines,
      topics: lines,
      otherLanguages: fc.array(
        fc.record({ language: line, url: fc.constantFrom('', 'https://www.refworld.org/a/52516') }),
      ),
      series: line,
      refworldUrls: fc.array(fc.webUrl(), { maxLength: 2 }),
      refworldId: line,
      otherUrls: fc.array(fc.webUrl(), { maxLength: 2 }),
      accessedOn: line,
      webArchiveUrl: fc.webUrl(),
      status: fc.constantFrom('unknown' as const, 'current' as const, 'superseded' as const),
      supersededBy: line,
      supersedes: line,
      pinpoint: line,
      notes: line,
    })
    fc.assert(
      fc.property(fields, line, line, lines, (citation, title, dateStated, languages) => {
        const parsed = { title, dateStated, languages, fields: citation }
        expect(citationOf(draftOf(parsed))).toEqual(parsed)
      }),
    )
  })

  it('reads an empty form as nothing recorded', () => {
    const empty = { title: '', dateStated: '', languages: [], fields: CitationFields.parse({}) }
    expect(citationOf(draftOf(empty))).toEqual(empty)
  })
})
