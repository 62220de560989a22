import { randomBytes, timingSafeEqual } from 'node:crypto'

/** The parts of a request that say where it comes from. */
export interface Caller {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly cookie: string | undefined
}

/** Keeps everybody but the one browser that opened the printed address out of the server at `authority`. */
export interface Guard {
  readonly cookieName: string
  /** The secret of the printed address; worth one cookie. */
  readonly token: string
  /** Answers the cookie for a token, once; null for any other token and any later time. */
  exchange(token: string): string | null
  /** Why a request is refused before its cookie is looked at, or null. Keeps out other hosts and other pages. */
  refusePlace(caller: Caller): string | null
  /** Whether the request carries the cookie that the token was exchanged for. */
  isKnown(caller: Caller): boolean
}

/** A guard for the server at `authority`, such as `127.0.0.1:41234`. */
export function createGuard(authority: string): Guard {
  const token = randomBytes(32).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  let exchanged = false
  return {
    // Cookies are shared by all ports of an address, so each server has a name of its own.
    cookieName: `holdfast-${authority.split(':')[1]}`,
    token,
    exchange(offered) {
      if (exchanged || !isSame(offered, token)) return null
      exchanged = true
      return secret
    },
    refusePlace: (caller) => refusePlace(caller, authority),
    isKnown: (caller) => caller.cookie !== undefined && exchanged && isSame(caller.cookie, secret),
  }
}

function refusePlace(caller: Caller, authority: string): string | null {
  // A name that was made to point here (DNS rebinding) shows in Host.
  if (caller.host !== authority) return 'This address is not served here.'
  const reading = caller.method === 'GET' || caller.method === 'HEAD'
  if (caller.origin === undefined && !reading) return 'The request does not say which page it comes from.'
  if (caller.origin !== undefined && caller.origin !== `http://${authority}`)
    return 'Requests of other pages are not answered.'
  // Pages on other ports of this computer count as the same site, so a cookie alone would not keep them out.
  if (caller.fetchSite !== undefined && !['same-origin', 'none'].includes(caller.fetchSite))
    return 'Requests of other pages are not answered.'
  return null
}

function isSame(offered: string, expected: string): boolean {
  const left = Buffer.from(offered)
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}
