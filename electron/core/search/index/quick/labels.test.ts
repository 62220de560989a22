import { describe, expect, it } from 'vitest'
import { MAX_CANDIDATES, prepareLabels } from './labels.ts'

function prepare(labels: readonly string[]) {
  const work = prepareLabels(labels.length, (at) => labels[at]!)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

describe('labels', () => {
  it('come in the order of the letter pairs they share, shortest first among equals', () => {
    const labels = ['Maryam Rezaei of Tabriz', 'Maryam Rezaei', 'Marya', 'Nothing alike']
    const found = prepare(labels).candidates('maryam rezaei')
    expect(found.map(({ at }) => labels[at])).toEqual(['Maryam Rezaei', 'Maryam Rezaei of Tabriz', 'Marya'])
  })

  it('are folded like words, including letters that fold to several', () => {
    const labels = ['مُحَمَّد رضایی', 'Straße', 'ﻻله']
    const set = prepare(labels)
    expect(set.candidates('محمد').map(({ at }) => at)).toEqual([0])
    expect(set.candidates('strasse').map(({ at }) => at)).toEqual([1])
    expect(set.candidates('لاله').map(({ at }) => at)).toEqual([2])
  })

  it('never exceed what can be matched closely', () => {
    const set = prepare(Array.from({ length: 5000 }, (_, at) => `person ${at}`))
    expect(set.candidates('person').length).toBe(MAX_CANDIDATES)
  })
})
