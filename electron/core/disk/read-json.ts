import type { z } from 'zod'
import { parseJson } from '../../../shared/parse-json.ts'
import { readSmallFile } from './small-file.ts'

/** Files of settings, locks and descriptions are far smaller. */
const USUAL_BYTES = 1 << 20

/**
 * The content of a JSON file as its schema parses it; null if the file is missing, unreadable, incomplete, of another
 * shape, larger than `maxBytes`, or not a regular file. For files whose loss costs only work: a caller that must tell
 * these cases apart reads the file itself.
 */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  maxBytes = USUAL_BYTES,
): Promise<z.output<Schema> | null> {
  const bytes = await readSmallFile(path, maxBytes).catch(() => null)
  if (bytes === null) return null
  return schema.safeParse(parseJson(bytes.toString('utf8'))).data ?? null
}
