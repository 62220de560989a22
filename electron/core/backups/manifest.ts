import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { Hash, Instant } from '../../../shared/model/ids.ts'
import { errnoOf } from '../disk/durable.ts'
import { readSmallFile } from '../disk/small-file.ts'
import type { BackupPlace } from './layout.ts'

/** What a backup says about itself. It is written last: a backup without it was interrupted. */
export const Manifest = z.object({
  version: z.literal(1),
  archive: z.string(),
  title: z.string(),
  generation: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  software: z.string(),
  /** The file next to it that names every file of the backup, with its hash. */
  list: z.object({ file: z.literal('sha256.txt'), sha256: Hash }),
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  /** Objects that the archive itself had lost. */
  lacking: z.array(Hash),
  /** How far the ledgers reached when the backup began, signed. */
  signed: z.object({ statement: z.string(), signature: z.string(), publicKey: z.string() }),
})
export type Manifest = z.infer<typeof Manifest>

/** A file of a backup, as its list names it: the path from the backup folder, and where it goes in an archive. */
export interface ListedFile {
  readonly sha256: string
  readonly path: string
  readonly inArchive: string
  readonly isObject: boolean
}

/** A manifest with its hash and the files that its list names. */
export interface ReadManifest {
  readonly manifest: Manifest
  readonly sha256: Hash
  readonly files: readonly ListedFile[]
}

/** Its longest part is the list of the objects that the archive had lost. */
const MANIFEST_BYTES = 64 << 20
/** Some three million files; the text of more fits in no string. */
const LIST_BYTES = 500_000_000

const LINE = /^([0-9a-f]{64}) {2}(\S+)$/
const OBJECT = /^objects\/([0-9a-f]{2})\/([0-9a-f]{64})$/
const OTHER = /^generations\/([0-9TZ-]+)\/(holdfast\.json|ledger\/[0-9a-z]{4}\/\d{6}\.jsonl)$/

/** The line of the list for a file, in the format of `sha256sum --check`. */
export function printListed(sha256: string, path: string): string {
  return `${sha256}  ${path}\n`
}

/** The manifest of a backup alone. Throws `backups.damaged` when it is incomplete. */
export async function readManifest(
  { generations }: BackupPlace,
  generation: string,
): Promise<{ manifest: Manifest; sha256: Hash }> {
  const path = join(generations, generation, 'manifest.json')
  const bytes = await readSmallFile(path, MANIFEST_BYTES).catch((cause: unknown) => {
    throw damaged(path, `it could not be read (${errnoOf(cause) ?? 'unknown'})`)
  })
  try {
    const manifest = Manifest.parse(JSON.parse(bytes.toString('utf8')))
    return { manifest, sha256: sha256Of(bytes) }
  } catch {
    throw damaged(path, 'it is not as it was written')
  }
}

/** The manifest of a backup with its list, which must be the one that the manifest names. Throws `backups.damaged`. */
export async function readFullManifest(place: BackupPlace, generation: string): Promise<ReadManifest> {
  const { manifest, sha256 } = await readManifest(place, generation)
  const path = join(place.generations, generation, manifest.list.file)
  const bytes = await readSmallFile(path, LIST_BYTES).catch((cause: unknown) => {
    throw damaged(path, `it could not be read (${errnoOf(cause) ?? 'unknown'})`)
  })
  if (sha256Of(bytes) !== manifest.list.sha256) throw damaged(path, 'it is not as it was written')
  const lines = bytes.toString('utf8').split('\n').slice(0, -1)
  const files = lines.map((line) => listedFile(line, generation))
  if (files.includes(null)) throw damaged(path, 'it names a file that no backup has')
  // Without it, what is restored would be no archive, but would be reported as one.
  if (!files.some((file) => file?.inArchive === 'holdfast.json'))
    throw damaged(path, 'it does not name holdfast.json')
  return { manifest, sha256, files: files as ListedFile[] } // none is null, as just checked
}

/** SHA-256 of bytes, in hex. */
export function sha256Of(bytes: Buffer | string): Hash {
  return createHash('sha256').update(bytes).digest('hex') as Hash // SHA-256 in hex by construction
}

// Nothing outside the backup may be named, whoever wrote the list.
function listedFile(line: string, generation: string): ListedFile | null {
  const [, sha256 = '', path = ''] = LINE.exec(line) ?? []
  const object = OBJECT.exec(path)
  if (object) {
    const [, folder, hash] = object
    if (hash !== sha256 || folder !== hash.slice(0, 2)) return null
    return { sha256, path, inArchive: `vault/${folder}/${hash}`, isObject: true }
  }
  const other = OTHER.exec(path)
  return other?.[1] === generation ? { sha256, path, inArchive: other[2]!, isObject: false } : null
}

const damaged = (file: string, problem: string): AppError =>
  new AppError('backups.damaged', { file, problem })
