import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** How many bytes the mark of a file takes: a nonce and a tag. */
export const FILE_MARK_BYTES = 28

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * The mark of a file that may be large: GMAC (AES-256-GCM over data that is not encrypted, NIST SP 800-38D), which is some
 * ten times as fast as a hash. `name` is part of what is marked.
 */
export interface FileMarker {
  update(bytes: Uint8Array): void
  /** The mark of all bytes so far. */
  end(): Buffer
}

/** Starts the mark of a file that is being written. */
export function startFileMark(key: Uint8Array, name: string): FileMarker {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`${name}\0`))
  return {
    update: (bytes) => void cipher.setAAD(bytes),
    end() {
      cipher.final()
      return Buffer.concat([nonce, cipher.getAuthTag()])
    },
  }
}

/** The check of a file that is being read. */
export interface FileCheck {
  update(bytes: Uint8Array): void
  /** True if the mark is that of all bytes so far. */
  holds(): boolean
}

/** Starts the check of a file against its mark. */
export function startFileCheck(key: Uint8Array, name: string, mark: Uint8Array): FileCheck {
  const decipher = createDecipheriv('aes-256-gcm', key, mark.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(mark.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  decipher.setAAD(Buffer.from(`${name}\0`))
  return {
    update: (bytes) => void decipher.setAAD(bytes),
    holds() {
      try {
        decipher.final()
        return true
      } catch {
        return false
      }
    },
  }
}

/** The mark of the bytes of a file in one piece. */
export function markFile(key: Uint8Array, name: string, bytes: Uint8Array): Buffer {
  const marker = startFileMark(key, name)
  marker.update(bytes)
  return marker.end()
}

/** The bytes of a file without the mark at its end; null if it is not their mark. */
export function bytesMarked(key: Uint8Array, name: string, file: Buffer): Buffer | null {
  if (file.length < FILE_MARK_BYTES) return null
  const end = file.length - FILE_MARK_BYTES
  const check = startFileCheck(key, name, file.subarray(end))
  check.update(file.subarray(0, end))
  return check.holds() ? file.subarray(0, end) : null
}

/** The name under which the extracted text of an object is marked. */
export const textName = (hash: string): string => `text/${hash}`
