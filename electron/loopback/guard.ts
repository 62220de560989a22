import { randomBytes } from 'node:crypto'
import { createAddressSigner, isSameSecret } from './signed-addresses.ts'

/** The parts of a request that show where it comes from. */
export interface Caller {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** The value of `KEY_HEADER`. */
  readonly key: string | undefined
}

/** The header in which the page sends its key. No page of another origin can send it: the server answers no preflight. */
export const KEY_HEADER = 'X-Holdfast-Key'

/**
 * Admits only pages that were opened with a printed address to the server at `authority`. Nothing is kept in a cookie:
 * browsers send cookies of 127.0.0.1 to the programs on all of its ports.
 */
export interface Guard {
  /** Returns a new secret for a printed address; it can be exchanged for the key of the page once. */
  issueToken(): string
  /** Returns the key for a token, once; null for any other token and at any later time. */
  exchange(token: string): string | null
  /** Returns why a request is refused before its key is checked, or null. Refuses other hosts and other pages. */
  refuseOrigin(caller: Caller): string | null
  /** Returns whether the request has the key that tokens are exchanged for. */
  isKnown(caller: Caller): boolean
  /** Returns a path with its query as an address that works without the key for `lifeMs`, and for nothing else. */
  sign(path: string): string
  /** Returns whether an address was signed by this guard and has not expired. */
  isSigned(address: string): boolean
  /** How long a signed address works, in ms. */
  readonly lifeMs: number
}

const LIFE_MS = 10 * 60_000

/** Creates a guard for the server at `authority`, such as `127.0.0.1:41234`. */
export function createGuard(authority: string, lifeMs: number = LIFE_MS): Guard {
  const key = randomBytes(32).toString('base64url')
  const signer = createAddressSigner(lifeMs)
  let tokens: readonly string[] = []
  return {
    lifeMs,
    issueToken() {
      const token = randomBytes(32).toString('base64url')
      tokens = [...tokens, token]
      return token
    },
    exchange(offered) {
      const left = tokens.filter((token) => !isSameSecret(offered, token))
      if (left.length === tokens.length) return null
      tokens = left
      return key
    },
    refuseOrigin: (caller) => refuseOrigin(caller, authority),
    isKnown: (caller) => caller.key !== undefined && isSameSecret(caller.key, key),
    sign: signer.sign,
    isSigned: signer.isSigned,
  }
}

function refuseOrigin(caller: Caller, authority: string): string | null {
  // A name that was made to resolve to this address (DNS rebinding) appears in Host.
  if (caller.host !== authority) return 'This address is not served here.'
  const reading = caller.method === 'GET' || caller.method === 'HEAD'
  if (caller.origin === undefined && !reading) return 'The request does not say which page it comes from.'
  if (caller.origin !== undefined && caller.origin !== `http://${authority}`)
    return 'Requests from other pages are refused.'
  // Pages on other ports of this computer count as the same site.
  if (caller.fetchSite !== undefined && !['same-origin', 'none'].includes(caller.fetchSite))
    return 'Requests from other pages are refused.'
  return null
}
