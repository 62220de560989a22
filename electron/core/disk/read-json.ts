import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { parseJson } from '../../../shared/parse-json.ts'

/**
 * What a JSON file holds, as its schema reads it; null where the file is missing, cannot be read, is not whole or has
 * another shape. For files whose loss costs only work: whoever must tell these cases apart reads the file on its own.
 * `read` replaces how the bytes are read, as for a file that must not be a link.
 */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  read: (path: string) => Promise<Buffer> = readFile,
): Promise<z.output<Schema> | null> {
  const bytes = await read(path).catch(() => null)
  if (bytes === null) return null
  return schema.safeParse(parseJson(bytes.toString('utf8'))).data ?? null
}
