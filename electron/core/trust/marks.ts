import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a mark is made for; a mark made for one purpose holds for no other. */
export type Purpose = 'ledger' | 'catalogue' | 'pending' | 'text' | 'page' | 'index'

/** A part of what is marked: text counts as its UTF-8 bytes. */
export type MarkedPart = string | Uint8Array

/**
 * The marks by which this computer recognises what it made itself in the folder of one archive: HMAC-SHA-256 (RFC
 * 2104), cut to 128 bits, in base64url, with a key that is outside every archive.
 */
export interface Marks {
  /** Names the key that the marks are made with, without revealing it. */
  readonly keyId: string
  /** The mark of these parts in this order. */
  mark(purpose: Purpose, ...parts: readonly MarkedPart[]): string
  /** True if `mark` is the mark of these parts, made with this key for this purpose. */
  holds(purpose: Purpose, mark: unknown, ...parts: readonly MarkedPart[]): boolean
  /** The key for one purpose, for a thread that makes or checks marks of its own. */
  keyFor(purpose: Purpose): Uint8Array
}

/** The marks of the archive with this id; the key of each purpose is derived from `key` with HKDF (RFC 5869). */
export function createMarks(key: Uint8Array, archive: string): Marks {
  const keys = new Map<Purpose, Uint8Array>()
  const keyFor = (purpose: Purpose): Uint8Array => {
    const known = keys.get(purpose)
    if (known) return known
    const derived = new Uint8Array(hkdfSync('sha256', key, archive, `holdfast ${purpose} 1`, 32))
    keys.set(purpose, derived)
    return derived
  }
  const mark: Marks['mark'] = (purpose, ...parts) => markWith(keyFor(purpose), ...parts)
  return {
    keyId: createHash('sha256').update(key).update(' id').digest('hex').slice(0, 16),
    keyFor,
    mark,
    holds: (purpose, found, ...parts) => isSameMark(found, mark(purpose, ...parts)),
  }
}

/** The mark of these parts with the key of a purpose; the length of each part is part of what is marked. */
export function markWith(key: Uint8Array, ...parts: readonly MarkedPart[]): string {
  const hmac = createHmac('sha256', key)
  const length = Buffer.alloc(8)
  for (const part of parts) {
    length.writeBigUInt64LE(BigInt(typeof part === 'string' ? Buffer.byteLength(part) : part.byteLength))
    hmac.update(length).update(part)
  }
  return cut(hmac.digest())
}

/** True if two marks are the same; takes the same time wherever they differ. */
export function isSameMark(found: unknown, mark: string): boolean {
  if (typeof found !== 'string' || found.length !== mark.length) return false
  return timingSafeEqual(Buffer.from(found, 'latin1'), Buffer.from(mark, 'latin1'))
}

const cut = (digest: Buffer): string => digest.subarray(0, 16).toString('base64url')
