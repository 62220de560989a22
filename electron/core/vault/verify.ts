import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { errnoOf } from '../disk/durable.ts'
import { checkObject } from './check-object.ts'
import type { HashThreads } from './hash-threads.ts'
import { vaultFolders, type ListedObject, type ObjectList } from './object-list.ts'

/** What to verify, and how. */
export interface VaultLook {
  readonly vault: string
  /** The objects that the ledger names, settled. */
  readonly objects: ObjectList
  /** Reads every byte; without threads only presence and size are checked. */
  readonly threads: HashThreads | null
  /** Objects up to this hash were read before: only those that are new or in `again` are read, after all others. */
  readonly after?: string
  readonly again?: ReadonlySet<string>
  readonly ignoreExtra?: boolean
  readonly isStopped?: () => boolean
  /** Called in the order of hashes; `upTo` is the last hash up to which every object was checked. */
  readonly onChecked?: (checked: CheckedObjects) => Promise<void> | void
}

export interface CheckedObjects {
  readonly upTo: string
  readonly objects: number
  readonly bytes: number
  /** Of these, the bytes that were read. */
  readonly readBytes: number
  readonly damages: readonly Damage[]
}

/**
 * Checks every object that the ledger names, and finds every other file in the vault; each problem is one damage.
 * Null when it was stopped.
 */
export async function verifyVault(look: VaultLook): Promise<Damage[] | null> {
  const { after = '', again = new Set<string>(), isStopped = () => false } = look
  const damages: Damage[] = []
  const late: ListedObject[] = []
  let upTo = after
  const done: Done = async (objects, found, last) => {
    damages.push(...found)
    if (last !== null && last > upTo) upTo = last
    const bytes = bytesOf(objects)
    const readBytes = last === null ? 0 : bytes
    await look.onChecked?.({ upTo, objects: objects.length, bytes, readBytes, damages: found })
  }
  const queue = createQueue(look.threads, done)
  for (const folder of vaultFolders) {
    const [before, rest] = splitAt(look.objects.within(folder), after)
    const isLate = (each: ListedObject) => each.isNew || again.has(each.hash)
    late.push(...before.filter(isLate))
    // An object that was read before may have disappeared since.
    const sizeOnly = look.threads ? before.filter((each) => !isLate(each)) : rest
    for (const objects of batches(sizeOnly)) {
      const found = objects.map((each) => checkObject(look.vault, each)).filter((each) => each !== null)
      await done(objects, found, null)
      if (isStopped()) return await queue.drop()
    }
    for (const objects of batches(look.threads ? rest : []))
      if (isStopped() || !(await queue.add(objects, objects.at(-1)!.hash))) return await queue.drop()
  }
  if (!(await queue.end())) return null
  for (const objects of batches(late))
    if (isStopped() || !(await queue.add(objects, upTo))) return await queue.drop()
  if (!(await queue.end())) return null
  damages.sort((a, b) => (a.file < b.file ? -1 : 1))
  if (!look.ignoreExtra) damages.push(...(await findExtra(look.vault, look.objects)))
  return damages
}

/** `last` is null if nothing was read. */
type Done = (
  objects: readonly ListedObject[],
  damages: readonly Damage[],
  last: string | null,
) => Promise<void>

/** Keeps the threads busy and processes their replies in request order. */
function createQueue(threads: HashThreads | null, done: Done) {
  const waiting: { objects: ListedObject[]; last: string; answer: Promise<readonly Damage[] | null> }[] = []
  async function takeOldest(): Promise<boolean> {
    const { objects, last, answer } = waiting.shift()!
    const damages = await answer
    if (damages === null) return false
    await done(objects, damages, last)
    return true
  }
  return {
    /** False when the threads were told to stop. */
    async add(objects: ListedObject[], last: string): Promise<boolean> {
      const answer = threads!.check(objects)
      // Whoever awaits it gets the failure; this avoids an unhandled rejection before anyone does.
      answer.catch(() => undefined)
      waiting.push({ objects, last, answer })
      return waiting.length <= threads!.count * 2 || (await takeOldest())
    },
    async end(): Promise<boolean> {
      while (waiting.length > 0) if (!(await takeOldest())) return false
      return true
    },
    /** Counts what was read before the stop. */
    async drop(): Promise<null> {
      while (waiting.length > 0 && (await takeOldest()));
      return null
    },
  }
}

const BATCH_OBJECTS = 64
const BATCH_BYTES = 32 << 20

/** Objects in batches of moderate size; a large object is a batch of its own. */
function* batches(objects: readonly ListedObject[]): Generator<ListedObject[]> {
  let batch: ListedObject[] = []
  let bytes = 0
  for (const object of objects) {
    const isFull = batch.length === BATCH_OBJECTS || bytes + object.sizeBytes > BATCH_BYTES
    if (isFull && batch.length > 0) {
      yield batch
      ;[batch, bytes] = [[], 0]
    }
    batch.push(object)
    bytes += object.sizeBytes
  }
  if (batch.length > 0) yield batch
}

const bytesOf = (objects: readonly ListedObject[]): number =>
  objects.reduce((sum, each) => sum + each.sizeBytes, 0)

/** The objects up to a hash, and those after it. */
function splitAt(objects: readonly ListedObject[], hash: string): [ListedObject[], ListedObject[]] {
  const first = objects.findIndex((each) => each.hash > hash)
  return first < 0 ? [[...objects], []] : [objects.slice(0, first), objects.slice(first)]
}

async function findExtra(vault: string, objects: ObjectList): Promise<Damage[]> {
  const damages: Damage[] = []
  for await (const { folder, names } of vaultParts(vault)) {
    const known = new Set(folders.has(folder) ? objects.within(folder).map(({ hash }) => hash) : [])
    for (const name of names) {
      if (known.has(name)) continue
      const file = ['vault', ...(folder === '' ? [] : [folder]), name].join('/')
      damages.push({ kind: 'object-extra', file, message: `${file} is in no line of the ledger.` })
    }
  }
  return damages.sort((a, b) => (a.file < b.file ? -1 : 1))
}

const folders = new Set(vaultFolders)

/** The files of the vault, one folder at a time; those outside any folder have the folder ''. */
async function* vaultParts(vault: string): AsyncGenerator<{ folder: string; names: string[] }> {
  const entries = await readdir(vault, { withFileTypes: true }).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return []
    throw cause
  })
  yield { folder: '', names: entries.filter((each) => !each.isDirectory()).map(({ name }) => name) }
  for (const entry of entries)
    if (entry.isDirectory()) yield { folder: entry.name, names: await readdir(join(vault, entry.name)) }
}

/** Every file in the vault, as `<folder>/<name>`, sorted. */
export async function listVault(vault: string): Promise<string[]> {
  const found: string[] = []
  for await (const { folder, names } of vaultParts(vault))
    for (const name of names) found.push(folder === '' ? name : `${folder}/${name}`)
  return found.sort()
}
