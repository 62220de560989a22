import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordKinds, verificationStatuses } from '../../shared/model/choices.ts'
import type { TagId } from '../../shared/model/ids.ts'
import { changeAddress, parseAddress, printAddress, startAddress } from './address.ts'

const words = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 3 })
const anyAddress = fc.record({
  record: fc.option(fc.constantFrom('k3fp-000123', 'z9zz-1000000')),
  at: fc.constantFrom('', 'page:3', 't:12.5-14.2', 'char:100-220'),
  object: fc.constantFrom('', 'a'.repeat(64)),
  tab: fc.constantFrom('', 'history'),
  isFilled: fc.boolean(),
  query: fc.string({ unit: 'grapheme' }),
  filters: fc.record({
    kind: fc.subarray([...recordKinds]),
    tag: fc.subarray(['t-k3fp-000001', 't-k3fp-000002'] as TagId[]),
    language: words,
    source: words,
    person: words,
    verification: fc.subarray([...verificationStatuses]),
    from: fc.constantFrom('', '2014', '2014-09-18'),
    to: fc.constantFrom('', '2015'),
  }),
  sort: fc.constantFrom('relevance' as const, 'date' as const, 'title' as const),
  descending: fc.boolean(),
})

describe('address', () => {
  it('reads back what it prints, whatever the user types', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseAddress(printAddress(address))).toEqual(address)
      }),
    )
  })

  it('prints a readable address', () => {
    const address = { ...startAddress, record: 'k3fp-000123', at: 't:12.5', query: 'آزادی' }
    expect(decodeURIComponent(printAddress(address))).toBe('#/records/k3fp-000123?at=t:12.5&q=آزادی')
    expect(printAddress(startAddress)).toBe('#/records')
  })

  it.each(['', '#', '#/', '#/elsewhere', '#/records/?sort=nonsense&kind=person'])(
    'starts from scratch at %j',
    (hash) => {
      expect(parseAddress(hash)).toEqual(startAddress)
    },
  )

  it('starts another record at its beginning, and keeps the place in the same one', () => {
    const open = { ...startAddress, record: 'k3fp-000123', at: 'page:3', query: 'court' }
    expect(changeAddress(open, { record: 'k3fp-000124' })).toMatchObject({ at: '', query: 'court' })
    expect(changeAddress(open, { tab: 'history' })).toMatchObject({ at: 'page:3' })
  })
})
