import { randomBytes, timingSafeEqual } from 'node:crypto'

/** The parts of a request that show where it comes from. */
export interface Caller {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly cookie: string | undefined
}

/** Admits only the one browser that opened the printed address to the server at `authority`. */
export interface Guard {
  readonly cookieName: string
  /** The secret of the printed address; can be exchanged for a cookie once. */
  readonly token: string
  /** Returns the cookie for the token, once; null for any other token and at any later time. */
  exchange(token: string): string | null
  /** Returns why a request is refused before its cookie is checked, or null. Refuses other hosts and other pages. */
  refuseOrigin(caller: Caller): string | null
  /** Returns whether the request has the cookie that the token was exchanged for. */
  isKnown(caller: Caller): boolean
}

/** Creates a guard for the server at `authority`, such as `127.0.0.1:41234`. */
export function createGuard(authority: string): Guard {
  const token = randomBytes(32).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  let exchanged = false
  return {
    // Cookies are shared by all ports of an address, so each server uses its own cookie name.
    cookieName: `holdfast-${authority.split(':')[1]}`,
    token,
    exchange(offered) {
      if (exchanged || !isSame(offered, token)) return null
      exchanged = true
      return secret
    },
    refuseOrigin: (caller) => refuseOrigin(caller, authority),
    isKnown: (caller) => caller.cookie !== undefined && exchanged && isSame(caller.cookie, secret),
  }
}

function refuseOrigin(caller: Caller, authority: string): string | null {
  // A name that was made to resolve to this address (DNS rebinding) appears in Host.
  if (caller.host !== authority) return 'This address is not served here.'
  const reading = caller.method === 'GET' || caller.method === 'HEAD'
  if (caller.origin === undefined && !reading) return 'The request does not say which page it comes from.'
  if (caller.origin !== undefined && caller.origin !== `http://${authority}`)
    return 'Requests from other pages are refused.'
  // Pages on other ports of this computer count as the same site, so a cookie alone would not keep them out.
  if (caller.fetchSite !== undefined && !['same-origin', 'none'].includes(caller.fetchSite))
    return 'Requests from other pages are refused.'
  return null
}

function isSame(offered: string, expected: string): boolean {
  const left = Buffer.from(offered)
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}
