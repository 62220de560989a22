import { describe, expect, it } from 'vitest'
import { changedRange } from './changed-range.ts'

describe('changedRange', () => {
  it.each([
    ['clinci Tehran', 'clinic Tehran', 'clinic'],
    ['the decleration', 'the declaration', 'declaration'],
    ['آزادى', 'آزادی', 'آزادی'],
    ['fredom of', 'freedom of', 'freedom'],
    ['aa', 'aaa', 'aaa'],
    ['clinics', 'clinic', 'clinic'],
  ])('of %j and %j is the word %j', (typed, suggested, word) => {
    expect(changedRange(typed, suggested).map(([from, to]) => suggested.slice(from, to))).toEqual([word])
  })

  it('is empty when both are the same', () => {
    expect(changedRange('clinic', 'clinic')).toEqual([])
  })
})
