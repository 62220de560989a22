import { describe, expect, it } from 'vitest'
import { readFieldValues } from './field-values.ts'

describe('readFieldValues', () => {
  it('keeps text as it is, even if it looks like JSON or a list', () => {
    const { fields } = readFieldValues(['title=[1], "two"', 'dateStated=۱۲ بهمن ۱۳۵۷', 'description=a=b'])
    expect(fields).toEqual({ title: '[1], "two"', dateStated: '۱۲ بهمن ۱۳۵۷', description: 'a=b' })
  })

  it('reads lists with commas, Arabic ones too, and as JSON', () => {
    const { fields } = readFieldValues(['people=Ada, Grace ,', 'sources=الف، ب', 'places=["Geneva, CH"]'])
    expect(fields).toEqual({ people: ['Ada', 'Grace'], sources: ['الف', 'ب'], places: ['Geneva, CH'] })
  })

  it('reads fields inside the citation and the verification', () => {
    const { citation, verification } = readFieldValues([
      'citation.symbol=HCR/GIP/02/01',
      'citation.countries=Iran,Iraq',
      'verification.status=inconclusive',
    ])
    expect(citation).toEqual({ symbol: 'HCR/GIP/02/01', countries: ['Iran', 'Iraq'] })
    expect(verification).toEqual({ status: 'inconclusive' })
  })

  it('accepts null and objects as JSON', () => {
    const group = { type: 'group', label: 'physicians', count: 571 }
    const { fields } = readFieldValues(['citation=null', `signatories=${JSON.stringify([group])}`])
    expect(fields).toEqual({ citation: null, signatories: [group] })
  })

  it.each(['title', '=x', 'nothing=1', 'citation.nothing=1', '__proto__=1', 'people.name=1'])(
    'refuses %s',
    (text) => {
      expect(() => readFieldValues([text])).toThrow(expect.objectContaining({ code: 'request.usage' }))
    },
  )
})
