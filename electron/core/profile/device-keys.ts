import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { chmod, mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { Hash } from '../../../shared/model/ids.ts'
import { asStoreError, rethrowAsStoreError, errnoOf, syncFolder, writeDurably } from '../disk/durable.ts'
import { readSmallFile } from '../disk/small-file.ts'

/** An Ed25519 key of this computer. */
export interface DeviceKey {
  /** SHA-256 of the public key (SPKI, DER), in hexadecimal. */
  readonly fingerprint: Hash
  /** The public key as PEM. */
  readonly publicKey: string
  /** The signature of a text's UTF-8 bytes, base64 (RFC 8032, 64 bytes). */
  sign(text: string): string
}

/**
 * The signing keys of this computer. The private ones are in its profile, outside every archive, each with mode 0600.
 */
export interface DeviceKeys {
  /** The key that signs now. */
  current(): DeviceKey
  /** Finds a key by its fingerprint, even one that was replaced; null when it is not on this computer. */
  find(fingerprint: string): Promise<DeviceKey | null>
  /**
   * Creates a new key, which signs from now on; the previous one stays, so that it can endorse the new one. Throws
   * `store.*`.
   */
  rotate(): Promise<DeviceKey>
}

const CURRENT = 'current.txt'

/**
 * Opens the keys in a folder. A key is created when there is none yet, or when the current one is lost or invalid.
 * Throws `store.*`.
 */
export async function openDeviceKeys(folder: string): Promise<DeviceKeys> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    let current = (await readCurrent(folder)) ?? (await makeKey(folder, 'first'))
    return {
      current: () => current,
      find: (fingerprint) => readKey(folder, fingerprint),
      async rotate() {
        current = await makeKey(folder, 'replace').catch(rethrowAsStoreError)
        return current
      },
    }
  } catch (cause) {
    throw asStoreError(cause)
  }
}

/**
 * Returns whether a text was signed with the private half of a public key (PEM); false for an invalid key or
 * signature.
 */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey(publicKey)
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    )
  } catch {
    return false
  }
}

/** Returns the SHA-256 of a public key's SPKI form, or null for a text that is not an Ed25519 key. */
export function fingerprintOf(publicKey: string): Hash | null {
  try {
    const key = createPublicKey(publicKey)
    return key.asymmetricKeyType === 'ed25519' ? fingerprint(key) : null
  } catch {
    return null
  }
}

const fingerprint = (key: KeyObject): Hash =>
  Hash.parse(
    createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  )

async function readCurrent(folder: string): Promise<DeviceKey | null> {
  const named = await readText(join(folder, CURRENT))
  return named === null ? null : await readKey(folder, named.trim())
}

async function readKey(folder: string, name: string): Promise<DeviceKey | null> {
  if (!Hash.safeParse(name).success) return null
  const path = join(folder, `${name}.pem`)
  const pem = await readText(path)
  if (pem === null) return null
  // A key file that was restored from elsewhere may be readable by every user of this computer.
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600)
  try {
    const key = keyOf(createPrivateKey(pem))
    return key.fingerprint === name ? key : null
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    return null
  }
}

async function makeKey(folder: string, how: 'first' | 'replace'): Promise<DeviceKey> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = keyOf(privateKey)
  const file = await open(join(folder, `${key.fingerprint}.pem`), 'wx', 0o600)
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(folder)
  if (how === 'first' && !(await isNamed(folder))) {
    // If two programs start for the first time at once, both use the key of the one that first writes its name here.
    const named = await open(join(folder, CURRENT), 'wx').catch(absent)
    if (named === null) return (await readCurrent(folder)) ?? key
    await named.writeFile(`${key.fingerprint}\n`)
    await named.sync()
    await named.close()
    return key
  }
  await writeDurably(join(folder, CURRENT), `${key.fingerprint}\n`)
  return key
}

const isNamed = async (folder: string): Promise<boolean> => (await readText(join(folder, CURRENT))) !== null

const KEY_BYTES = 1 << 16

async function readText(path: string): Promise<string | null> {
  const bytes = await readSmallFile(path, KEY_BYTES).catch(absent)
  return bytes?.toString('utf8') ?? null
}

function keyOf(privateKey: KeyObject): DeviceKey {
  const publicKey = createPublicKey(privateKey)
  return {
    fingerprint: fingerprint(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  }
}

function absent(cause: unknown): null {
  if (errnoOf(cause) === 'ENOENT' || errnoOf(cause) === 'EEXIST') return null
  throw cause
}
