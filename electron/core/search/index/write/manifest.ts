import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { FOLD_VERSION } from '../../../../../shared/text/fold.ts'
import { syncNames, writeAll } from '../segment/write-all.ts'
import { makeFolderSync } from '../../../disk/make-folder.ts'
import { markFile, startFileCheck } from '../../../trust/file-mark.ts'
import { readSmallFileSync } from '../../../disk/small-file.ts'

/** Raised when the layout of segments or the tokenisation changes; an older index is then rebuilt. */
const LAYOUT_VERSION = 4

/** A bit for each record, in base64, and some names. */
const MANIFEST_BYTES = 64 << 20

const Contents = z.object({
  layout: z.literal(LAYOUT_VERSION),
  fold: z.literal(FOLD_VERSION),
  /** The ledger position that the segments cover, as their owner gave it. */
  covered: z.string(),
  /** `dead` holds a bit for each record that no longer counts, in base64; '' when there are none. */
  segments: z.array(z.object({ file: z.string().regex(/^[0-9a-z-]+\.segment$/), dead: z.string() })),
})
const Manifest = z.object({ mark: z.base64(), contents: Contents })

/** What the index consists of. */
export type ManifestContents = z.infer<typeof Contents>

/** Replaces the manifest, atomically. */
export function writeManifest(
  path: string,
  contents: Omit<ManifestContents, 'layout' | 'fold'>,
  key: Uint8Array,
): void {
  const complete: ManifestContents = { layout: LAYOUT_VERSION, fold: FOLD_VERSION, ...contents }
  makeFolderSync(dirname(path), 1)
  const file = openSync(`${path}.tmp`, 'w')
  try {
    writeAll(
      file,
      Buffer.from(
        JSON.stringify({
          mark: markFile(key, NAME, bytesOf(complete)).toString('base64'),
          contents: complete,
        }),
      ),
      0,
    )
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.tmp`, path)
  // Otherwise a power cut could bring back the previous one, whose segments are removed next.
  syncNames(dirname(path))
}

/**
 * The manifest at `path`; `missing` also if it has another version or was marked with another key. In either case the index can be rebuilt from the archive.
 */
export function readManifest(path: string, key: Uint8Array): ManifestContents | 'missing' | 'damaged' {
  try {
    const stored: unknown = JSON.parse(readSmallFileSync(path, MANIFEST_BYTES).toString('utf8'))
    if (isOtherVersion(stored)) return 'missing'
    const manifest = Manifest.parse(stored)
    const check = startFileCheck(key, NAME, Buffer.from(manifest.mark, 'base64'))
    check.update(bytesOf(manifest.contents))
    const state = check.end()
    return state === 'own' ? manifest.contents : state === 'foreign' ? 'missing' : 'damaged'
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'missing' : 'damaged'
  }
}

const Version = z.object({ contents: z.object({ layout: z.int(), fold: z.unknown() }) })

function isOtherVersion(stored: unknown): boolean {
  const { success, data } = Version.safeParse(stored)
  return success && (data.contents.layout !== LAYOUT_VERSION || data.contents.fold !== FOLD_VERSION)
}

/** The name under which a manifest is marked. */
const NAME = 'manifest'

function bytesOf({ layout, fold, covered, segments }: ManifestContents): Buffer {
  const all = [layout, fold, covered, segments.map(({ file, dead }) => [file, dead])]
  return Buffer.from(JSON.stringify(all))
}

/** One byte per record packed into one bit per record, in base64; '' when nothing is marked. */
export function packMarks(marks: Uint8Array): string {
  if (!marks.includes(1)) return ''
  const bits = Buffer.alloc(Math.ceil(marks.length / 8))
  marks.forEach((mark, at) => {
    bits[at >> 3]! |= mark << (at & 7)
  })
  return bits.toString('base64')
}

/** Reverses `packMarks` for this many records. */
export function unpackMarks(text: string, length: number): Uint8Array<ArrayBuffer> {
  const bits = Buffer.from(text, 'base64')
  return new Uint8Array(length).map((_, at) => ((bits[at >> 3] ?? 0) >> (at & 7)) & 1)
}
