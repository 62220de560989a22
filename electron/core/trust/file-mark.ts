import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** How many bytes the mark of a file takes: the name of its key, a nonce and a tag. */
export const FILE_MARK_BYTES = KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES

/**
 * The mark of a file that may be large: GMAC (AES-256-GCM over data that is not encrypted, NIST SP 800-38D), which is some
 * ten times as fast as a hash. The name of the file is part of what is marked.
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
      return Buffer.concat([keyIdOf(key), nonce, cipher.getAuthTag()])
    },
  }
}

/**
 * What a mark says about its file: this computer left it as it is; it was changed since; or this computer never marked it,
 * as one of another computer, or of a Holdfast that marked nothing.
 */
export type FileState = 'own' | 'changed' | 'foreign'

/** The check of a file that is being read. */
export interface FileCheck {
  update(bytes: Uint8Array): void
  /** What the mark says about all bytes so far. */
  end(): FileState
}

/** Starts the check of a file against its mark. */
export function startFileCheck(key: Uint8Array, name: string, mark: Uint8Array): FileCheck {
  const isOurs = keyIdOf(key).equals(mark.subarray(0, KEY_ID_BYTES))
  const nonceEnd = KEY_ID_BYTES + NONCE_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, mark.subarray(KEY_ID_BYTES, nonceEnd))
  decipher.setAuthTag(mark.subarray(nonceEnd, FILE_MARK_BYTES))
  decipher.setAAD(Buffer.from(`${name}\0`))
  return {
    update: (bytes) => void decipher.setAAD(bytes),
    end() {
      if (!isOurs) return 'foreign'
      try {
        decipher.final()
        return 'own'
      } catch {
        return 'changed'
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

/** The bytes of a file without the mark at its end, if this computer left it as it is; otherwise what the mark says. */
export function bytesMarked(key: Uint8Array, name: string, file: Buffer): Buffer | 'changed' | 'foreign' {
  if (file.length < FILE_MARK_BYTES) return 'foreign'
  const end = file.length - FILE_MARK_BYTES
  const check = startFileCheck(key, name, file.subarray(end))
  check.update(file.subarray(0, end))
  const state = check.end()
  return state === 'own' ? file.subarray(0, end) : state
}

const keyIdOf = (key: Uint8Array): Buffer =>
  createHash('sha256').update(key).update(' id').digest().subarray(0, KEY_ID_BYTES)

/** The name under which the extracted text of an object is marked. */
export const textName = (hash: string): string => `text/${hash}`
