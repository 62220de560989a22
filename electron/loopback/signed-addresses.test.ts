import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressSigner } from './signed-addresses.ts'

const path = `/vault/${'a'.repeat(64)}`

describe('a signed address', () => {
  it('works until it expires', () => {
    let now = 1000
    const { sign, isSigned } = createAddressSigner(500, () => now)
    const address = sign(path)
    expect(isSigned(address)).toBe(true)
    now = 1499
    expect(isSigned(address)).toBe(true)
    now = 1500
    expect(isSigned(address)).toBe(false)
    expect(isSigned(address.replace('until=1500', 'until=9999'))).toBe(false)
  })

  it('works as it is only: not changed in any character, and not of another start', () => {
    const { sign, isSigned } = createAddressSigner(60_000)
    const address = sign(`${path}?name=a%20letter`)
    const change = fc.tuple(
      fc.nat(address.length - 1),
      fc.constantFrom('', 'a', '0', '&', '=', '%', '/', '#'),
    )
    fc.assert(
      fc.property(change, ([at, put]) => {
        const changed = address.slice(0, at) + put + address.slice(at + 1)
        expect(isSigned(changed)).toBe(changed === address)
      }),
    )
    expect(isSigned(createAddressSigner(60_000).sign(path))).toBe(false)
    for (const other of [path, '', '/', `${path}?until=1&seal=`]) expect(isSigned(other)).toBe(false)
  })
})
