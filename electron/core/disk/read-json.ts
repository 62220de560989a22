import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { parseJson } from '../../../shared/parse-json.ts'

/**
 * The content of a JSON file as its schema parses it; null if the file is missing, unreadable, incomplete or of another
 * shape. For files whose loss costs only work: a caller that must tell these cases apart reads the file itself.
 * `read` replaces how the bytes are read, for example for a file that must not be a link.
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
