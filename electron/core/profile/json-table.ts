import { rename } from 'node:fs/promises'
import { Low, type Adapter } from 'lowdb'
import type { z } from 'zod'
import { asStoreError, errnoOf, writeDurably } from '../disk/durable.ts'
import { isRefusedFile, readSmallFile } from '../disk/small-file.ts'
import { stamp } from '../disk/set-aside.ts'
import { serialize } from '../session/serialize.ts'

/** One JSON file of a profile, which several programs may read and change at once. */
export interface JsonTable<Value> {
  /** The present content of the file. Throws `store.*`. */
  read(): Promise<Value>
  /** Replaces the content of the file; afterwards it is on disk. Throws `store.*`. */
  write(change: (before: Value) => Value): Promise<Value>
}

/** Which file a table is, what it may contain, and what it starts with. */
export interface JsonTableOptions<Schema extends z.ZodType> {
  readonly path: string
  readonly schema: Schema
  readonly empty: () => z.output<Schema>
  /** Called when a damaged file was moved to `aside`. */
  readonly onDamaged: (path: string, aside: string) => void
}

/** Opens the table in a file; a damaged file is set aside, and the table starts empty. */
export function openJsonTable<Schema extends z.ZodType>({
  path,
  schema,
  empty,
  onDamaged,
}: JsonTableOptions<Schema>): JsonTable<z.output<Schema>> {
  // If two programs read at once, only one can move the damaged file.
  async function startEmpty(): Promise<z.output<Schema>> {
    const aside = `${path}.damaged-${stamp()}`
    // A file that cannot be moved is ignored, and overwritten by the next change.
    const moved = await rename(path, aside).then(
      () => true,
      () => false,
    )
    if (moved) onDamaged(path, aside)
    return empty()
  }

  async function read(): Promise<z.output<Schema>> {
    const low = new Low<unknown>(smallJsonFile(path), null)
    try {
      await low.read()
    } catch (cause) {
      if (!(cause instanceof SyntaxError) && !isRefusedFile(cause)) throw asStoreError(cause)
      return await startEmpty()
    }
    const parsed = schema.safeParse(low.data ?? empty())
    return parsed.success ? parsed.data : await startEmpty()
  }

  return {
    read,
    write: serialize(async (change: (before: z.output<Schema>) => z.output<Schema>) => {
      const next = change(await read())
      // Several programs share this folder, so each writes through a draft of its own.
      await writeDurably(path, `${JSON.stringify(next, null, 2)}\n`, `${path}.${process.pid}.draft`)
      return next
    }),
  }
}

/** A profile that remembers a thousand archives of a hundred devices each has a fraction of it. */
const TABLE_BYTES = 64 << 20

// lowdb's own adapter waits for a pipe forever and reads a file of any size.
function smallJsonFile(path: string): Adapter<unknown> {
  return {
    async read() {
      const bytes = await readSmallFile(path, TABLE_BYTES).catch((cause: unknown) => {
        if (errnoOf(cause) === 'ENOENT') return null
        throw cause
      })
      return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as unknown)
    },
    write: () => Promise.reject(new Error('a table is written durably, by its own write')),
  }
}
