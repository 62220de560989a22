import { describe, expect, it } from 'vitest'
import type { Caller } from './guard.ts'
import { createGuard } from './guard.ts'

const authority = '127.0.0.1:41234'
const own: Caller = {
  method: 'POST',
  host: authority,
  origin: `http://${authority}`,
  fetchSite: 'same-origin',
  cookie: undefined,
}

describe('guard', () => {
  it('admits the page that it serves', () => {
    expect(createGuard(authority).refuseOrigin(own)).toBeNull()
  })

  it.each<[string, Partial<Caller>]>([
    ['a name made to point here', { host: 'evil.example:41234' }],
    ['localhost, whose cookies are others', { host: 'localhost:41234' }],
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

  it('exchanges the token for one cookie, once, and nothing else for any', () => {
    const guard = createGuard(authority)
    expect(guard.exchange('')).toBeNull()
    expect(guard.exchange(`${guard.token}x`)).toBeNull()
    const cookie = guard.exchange(guard.token)
    expect(cookie).toEqual(expect.any(String))
    expect(cookie).not.toBe(guard.token)
    expect(guard.exchange(guard.token)).toBeNull()
  })

  it('accepts only its own cookie', () => {
    const guard = createGuard(authority)
    const cookie = guard.exchange(guard.token)!
    expect(guard.isKnown({ ...own, cookie })).toBe(true)
    expect(guard.isKnown({ ...own, cookie: guard.token })).toBe(false)
    expect(guard.isKnown(own)).toBe(false)
    expect(createGuard(authority).isKnown({ ...own, cookie })).toBe(false)
  })
})
