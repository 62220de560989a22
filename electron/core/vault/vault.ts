import { lstat, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { Hash } from '../../../shared/model/ids.ts'
import { errnoOf } from '../disk/durable.ts'
import { openPlain } from '../disk/small-file.ts'
import { hashFile, objectPath, putBytes, putFile, type StoredObject } from './put.ts'
import { listVault } from './verify.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** The immutable bytes of an archive, each under its SHA-256. */
export interface Vault {
  putFile(
    source: string | Buffer,
    options?: { onBytes?: (bytes: number) => void; signal?: AbortSignal },
  ): Promise<StoredObject>
  putBytes(bytes: Uint8Array): Promise<StoredObject>
  /** The path and size of an object. Throws `vault.not-found` when it does not exist or the name is not a hash. */
  locate(hash: string): Promise<{ path: string; sizeBytes: number }>
  /** Reads an object again and compares its bytes with its hash. */
  check(hash: Hash, signal?: AbortSignal): Promise<'unchanged' | 'changed' | 'missing' | 'unreadable'>
  /** Removes an object that no ledger line names, because the import that stored it failed. */
  discard(hash: Hash): Promise<void>
  /** Moves objects that no ledger line names into the inbox and returns their hashes; used after a crash. */
  sweepUnlisted(isListed: (hash: string) => Promise<boolean>): Promise<string[]>
}

/** The vault of an archive folder; `present` is called before every write and throws when the folder is gone. */
export function createVault(folder: string, present: () => Promise<void> = async () => {}): Vault {
  const vault = join(folder, 'vault')
  const inbox = join(folder, 'inbox')
  return {
    async putFile(source, options = {}) {
      await present()
      return await putFile(source, { vault, inbox, ...options })
    },
    async putBytes(bytes) {
      await present()
      return await putBytes(bytes, { vault, inbox })
    },
    locate: (name) => locate(vault, name),
    check: (hash, signal) => check(objectPath(vault, hash), hash, signal),
    async discard(hash) {
      await rm(objectPath(vault, hash), { force: true })
    },
    sweepUnlisted: (isListed) => sweepUnlisted({ vault, inbox }, isListed),
  }
}

async function locate(vault: string, name: string): ReturnType<Vault['locate']> {
  const hash = Hash.safeParse(name)
  if (!hash.success) throw new AppError('vault.not-found', { hash: name.slice(0, 80) })
  const path = objectPath(vault, hash.data)
  const found = await lstat(path).catch((cause: unknown) => {
    throw new AppError('vault.not-found', { hash: hash.data }, { cause })
  })
  // A link would export somebody else's file under the name of the evidence.
  if (!found.isFile()) throw new AppError('vault.damaged', { hash: hash.data })
  return { path, sizeBytes: found.size }
}

async function check(path: string, hash: Hash, signal: AbortSignal | undefined): ReturnType<Vault['check']> {
  try {
    const file = await openPlain(path)
    try {
      return (await hashFile(file, signal)) === hash ? 'unchanged' : 'changed'
    } finally {
      await file.close()
    }
  } catch (cause) {
    const errno = errnoOf(cause)
    if (errno === null) throw cause
    return errno === 'ENOENT' ? 'missing' : 'unreadable'
  }
}

async function sweepUnlisted(
  { vault, inbox }: { readonly vault: string; readonly inbox: string },
  isListed: (hash: string) => Promise<boolean>,
): Promise<string[]> {
  const swept: string[] = []
  for (const path of await listVault(vault)) {
    if (await isListed(basename(path))) continue
    await makeFolder(join(inbox, 'unlisted'), 1)
    await rename(join(vault, path), join(inbox, 'unlisted', basename(path)))
    swept.push(basename(path))
  }
  return swept
}
