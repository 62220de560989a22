import { describe, expect, it } from 'vitest'
import type { Caller } from './guard.ts'
import { createGuard } from './guard.ts'

const authority = '127.0.0.1:41234'
const own: Caller = {
  method: 'POST',
  host: authority,
  origin: `http://${authority}`,
  fetchSite: 'same-origin',
  key: undefined,
}

describe('guard', () => {
  it('admits the page that it serves', () => {
    expect(createGuard(authority).refuseOrigin(own)).toBeNull()
  })

  it.each<[string, Partial<Caller>]>([
    ['a name made to point here', { host: 'evil.example:41234' }],
    ['localhost', { host: 'localhost:41234' }],
    ['another port', { host: '127.0.0.1:80' }],
    ['no host', { host: undefined }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port as origin', { origin: 'http://127.0.0.1:9999' }],
    ['the null origin', { origin: 'null' }],
    ['no origin on a write', { origin: undefined }],
    ['another page of this computer', { fetchSite: 'same-site' }],
    ['a foreign page', { fetchSite: 'cross-site' }],
  ])('refuses %s', (_name, change) => {
    expect(createGuard(authority).refuseOrigin({ ...own, ...change })).toEqual(expect.any(String))
  })

  it('admits an address typed by hand', () => {
    const typed = { ...own, method: 'GET', origin: undefined, fetchSite: 'none' }
    expect(createGuard(authority).refuseOrigin(typed)).toBeNull()
  })

  it('exchanges each token for the key, once, and nothing else for any', () => {
    const guard = createGuard(authority)
    expect(guard.exchange('')).toBeNull()
    const token = guard.issueToken()
    const another = guard.issueToken()
    expect(guard.exchange(`${token}x`)).toBeNull()
    const key = guard.exchange(token)
    expect(key).toEqual(expect.any(String))
    expect([token, another]).not.toContain(key)
    expect(guard.exchange(token)).toBeNull()
    expect(guard.exchange(another)).toBe(key)
    expect(guard.exchange(another)).toBeNull()
  })

  it('accepts only its own key', () => {
    const guard = createGuard(authority)
    const token = guard.issueToken()
    const key = guard.exchange(token)!
    expect(guard.isKnown({ ...own, key })).toBe(true)
    expect(guard.isKnown({ ...own, key: token })).toBe(false)
    expect(guard.isKnown(own)).toBe(false)
    expect(createGuard(authority).isKnown({ ...own, key })).toBe(false)
  })
})
