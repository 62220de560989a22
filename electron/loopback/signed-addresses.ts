import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes addresses that work for a while without the key of the page: a player and a download can send no header. */
export interface AddressSigner {
  /** Returns the path, which may have a query, with the time it expires and an HMAC over both. */
  sign(path: string): string
  /** Returns whether this signer made exactly this address and it has not expired. */
  isSigned(address: string): boolean
}

/** Creates a signer with a fresh key; its addresses work for `lifeMs` by a clock that cannot be set. */
export function createAddressSigner(
  lifeMs: number,
  nowMs: () => number = () => performance.now(),
): AddressSigner {
  const key = randomBytes(32)
  const sealOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    sign(path) {
      const text = `${path}${path.includes('?') ? '&' : '?'}until=${Math.ceil(nowMs() + lifeMs)}`
      return `${text}&seal=${sealOf(text)}`
    },
    isSigned(address) {
      const [, text, until, seal] = SIGNED.exec(address) ?? []
      if (text === undefined || !isSameSecret(seal!, sealOf(text))) return false
      return nowMs() < Number(until)
    },
  }
}

const SIGNED = /^(\/[^#]*[?&]until=(\d{1,15}))&seal=([\w-]{43})$/

/** Returns whether two secrets are equal, in a time that tells nothing about where they differ. */
export function isSameSecret(offered: string, expected: string): boolean {
  const left = Buffer.from(offered)
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}
