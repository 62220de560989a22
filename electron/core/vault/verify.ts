import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { Hash } from '../../../shared/model/ids.ts'
import { errnoOf } from '../disk/durable.ts'
import { hashFile, objectPath } from './put.ts'

/** What the ledger says of an object: its size, and a record it belongs to. */
export interface ExpectedObject {
  readonly sizeBytes: number
  readonly record: string
}

export interface VaultCheck {
  readonly objects: number
  readonly objectBytes: number
  readonly damages: readonly Damage[]
}

/** Re-reads every object the ledger names and lists every other file in the vault; each that is wrong is one damage. */
export async function verifyVault(
  vault: string,
  expected: ReadonlyMap<string, ExpectedObject>,
  options: { onObject?: (bytes: number, hash: string) => void; signal?: AbortSignal; ignoreExtra?: boolean },
): Promise<VaultCheck> {
  const damages: Damage[] = []
  let objectBytes = 0
  for (const [hash, object] of [...expected].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const damage = await checkObject(vault, Hash.parse(hash), object, options.signal)
    if (damage) damages.push(damage)
    objectBytes += object.sizeBytes
    options.onObject?.(object.sizeBytes, hash)
  }
  if (!options.ignoreExtra) damages.push(...(await findExtra(vault, expected)))
  return { objects: expected.size, objectBytes, damages }
}

async function checkObject(
  vault: string,
  hash: Hash,
  object: ExpectedObject,
  signal?: AbortSignal,
): Promise<Damage | null> {
  const file = `vault/${hash.slice(0, 2)}/${hash}`
  const named = { file, hash, record: object.record }
  const path = objectPath(vault, hash)
  try {
    const { size } = await stat(path)
    if (size !== object.sizeBytes) {
      return {
        ...named,
        kind: 'object-changed',
        message: `${file} has ${size} bytes; ${object.sizeBytes} were taken in.`,
      }
    }
    const handle = await open(path, 'r')
    try {
      if ((await hashFile(handle, signal)) === hash) return null
    } finally {
      await handle.close()
    }
    return {
      ...named,
      kind: 'object-changed',
      message: `${file} no longer has the bytes that were taken in.`,
    }
  } catch (cause) {
    const errno = errnoOf(cause)
    if (errno === null) throw cause
    if (errno === 'ENOENT') return { ...named, kind: 'object-missing', message: `${file} is missing.` }
    return { ...named, kind: 'object-unreadable', message: `${file} could not be read (${errno}).` }
  }
}

async function findExtra(vault: string, expected: ReadonlyMap<string, ExpectedObject>): Promise<Damage[]> {
  const damages: Damage[] = []
  for (const path of await listVault(vault)) {
    const [folder, name] = path.split('/') as [string, string?]
    if (name !== undefined && folder === name.slice(0, 2) && expected.has(name)) continue
    const file = `vault/${path}`
    damages.push({ kind: 'object-extra', file, message: `${file} is in no line of the ledger.` })
  }
  return damages
}

/** Every file in the vault, as `<folder>/<name>`, sorted. */
export async function listVault(vault: string): Promise<string[]> {
  const found: string[] = []
  const entries = await readdir(vault, { withFileTypes: true }).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return []
    throw cause
  })
  for (const entry of entries) {
    if (!entry.isDirectory()) found.push(entry.name)
    else for (const name of await readdir(join(vault, entry.name))) found.push(`${entry.name}/${name}`)
  }
  return found.sort()
}
