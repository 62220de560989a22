import { describe, expect, it } from 'vitest'
import type { Change } from '../ledger/ledger-entry.ts'
import { fieldChanges, firstValues } from './field-changes.ts'

const change = (rest: Partial<Change>): Change => ({
  table: 'records',
  id: 'k3fp-000001',
  was: {},
  ...rest,
})

describe('fieldChanges', () => {
  it('returns the values before and after of a replaced field', () => {
    expect(fieldChanges(change({ set: { title: 'New' }, was: { title: 'Old' } }))).toEqual([
      { field: 'title', before: 'Old', after: 'New', added: [], removed: [] },
    ])
  })

  it('names only the parts of a group that changed', () => {
    const before = { status: 'not-examined', method: '' }
    const after = { status: 'corroborated', method: '' }
    expect(
      fieldChanges(change({ set: { verification: after }, was: { verification: before } })).map(
        (each) => each.field,
      ),
    ).toEqual(['verification.status'])
  })

  it('leaves out what was empty and remains empty', () => {
    expect(fieldChanges(change({ set: { rights: '', people: [] }, was: null }))).toEqual([])
  })

  it('returns what was added to and removed from a list', () => {
    const was = { tags: ['b', 'c'] }
    expect(fieldChanges(change({ add: { tags: ['a', 'c'] }, remove: { tags: ['b', 'd'] }, was }))).toEqual([
      { field: 'tags', before: ['b', 'c'], after: undefined, added: ['a'], removed: ['b'] },
    ])
    expect(fieldChanges(change({ add: { tags: ['c'] }, was }))).toEqual([])
  })
})

describe('firstValues', () => {
  it('leaves out the values that every record begins with', () => {
    const set = { title: 'A', direction: 'auto', reliability: 'B', verification: { status: 'not-examined' } }
    expect(firstValues(change({ set, was: null })).map((each) => each.field)).toEqual([
      'title',
      'reliability',
    ])
  })
})
