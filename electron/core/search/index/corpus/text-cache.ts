import { closeSync, fstatSync, readFileSync, readSync } from 'node:fs'
import type { Passage } from '../../../../../shared/model/passage.ts'
import { bytesMarked, FILE_MARK_BYTES, startFileCheck, textName } from '../../../trust/file-mark.ts'
import { openPlainSync, readSmallFileSync } from '../../../disk/small-file.ts'

/** The texts of an archive, from which hits are shown. */
export interface Texts {
  /** All passages of a content object, or null when they are missing or unreadable. */
  passages(hash: string): readonly Passage[] | null
  /** One passage; from a long text, only this one is read. */
  passage(hash: string, number: number): Passage | null
}

/**
 * Opens the text caches of an archive; the first cache that has a text marked with `key` wins. Recently used texts and
 * line offsets are kept.
 */
export function openTexts(cacheFolders: readonly string[], key: Uint8Array): Texts {
  const texts = createMemory<readonly Passage[]>(KEPT_UNITS)
  const lines = createMemory<LineStarts>(KEPT_LINES)
  const keep = (hash: string, passages: readonly Passage[] | null): readonly Passage[] | null => {
    if (passages) texts.keep(hash, passages, unitsOf(passages))
    return passages
  }
  const passages = (hash: string) => texts.get(hash) ?? keep(hash, readPassages(cacheFolders, hash, key))
  return {
    passages,
    passage(hash, number) {
      const known = texts.get(hash)
      if (known) return known[number] ?? null
      const read = (file: number): Passage | null => {
        const { size, ctimeMs, ino } = fstatSync(file)
        if (size <= SHORT_BYTES) return keep(hash, parseText(readFileSync(file), hash, key))?.[number] ?? null
        const known = lines.get(hash)
        const state = `${size} ${ctimeMs} ${ino}`
        const usable = known?.state === state ? known : findLines(file, { hash, key, size, state })
        if (!usable) return null
        lines.keep(hash, usable, usable.starts.length)
        return readLine(file, usable, number) ?? passages(hash)?.[number] ?? null
      }
      for (const folder of cacheFolders) {
        const found = withFile(textPath(folder, hash), read)
        if (found) return found
      }
      return null
    },
  }
}

/** From a longer file, single passages are read. */
const SHORT_BYTES = 128 << 10
/** More text than this fits in no string. */
const TEXT_BYTES = 500_000_000
const KEPT_UNITS = 8 << 20
const KEPT_LINES = 4 << 20

/**
 * The passages of a content object in the first text cache that has them; null when they are missing, or not as this
 * computer left them.
 */
export function readPassages(
  cacheFolders: readonly string[],
  hash: string,
  key: Uint8Array,
): readonly Passage[] | null {
  for (const folder of cacheFolders) {
    try {
      const path = textPath(folder, hash)
      const found = parseText(readSmallFileSync(path, TEXT_BYTES), hash, key)
      if (found) return found
    } catch {
      // The cache may be deleted at any time; the owner of the index learns of it and extracts the text again.
    }
  }
  return null
}

function parseText(file: Buffer, hash: string, key: Uint8Array): readonly Passage[] | null {
  try {
    const bytes = bytesMarked(key, textName(hash), file)
    const text: unknown = typeof bytes === 'string' ? null : JSON.parse(bytes.toString('utf8'))
    return isText(text) ? text.passages : null
  } catch {
    return null
  }
}

function textPath(cacheFolder: string, hash: string): string {
  return `${cacheFolder}/text/${hash.slice(0, 2)}/${hash}.json`
}

function withFile<Value>(path: string, read: (file: number) => Value): Value | null {
  let file: number
  try {
    file = openPlainSync(path)
  } catch {
    return null
  }
  try {
    return read(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Where each line of a file in this state begins, and where the last one ends. After the header, every line holds one
 * passage.
 */
interface LineStarts {
  readonly state: string
  readonly starts: Float64Array
}

const CHUNK_BYTES = 1 << 20

interface LongText {
  readonly hash: string
  readonly key: Uint8Array
  readonly size: number
  readonly state: string
}

/** Null when the text is not as this computer left it; that is checked once for each state of the file. */
function findLines(file: number, { hash, key, size, state }: LongText): LineStarts | null {
  const end = size - FILE_MARK_BYTES
  const mark = Buffer.alloc(FILE_MARK_BYTES)
  if (readSync(file, mark, 0, FILE_MARK_BYTES, end) < FILE_MARK_BYTES) return null
  const check = startFileCheck(key, textName(hash), mark)
  const starts = [0]
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  for (let from = 0; from < end;) {
    const read = readSync(file, chunk, 0, Math.min(chunk.length, end - from), from)
    if (read === 0) return null
    const bytes = chunk.subarray(0, read)
    check.update(bytes)
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(from + at + 1)
    from += read
  }
  return check.end() === 'own' ? { state, starts: Float64Array.from(starts) } : null
}

/** The passage on a line; null when there is none, as in a file that was not written line by line. */
function readLine(file: number, { starts }: LineStarts, number: number): Passage | null {
  const [from, to] = [starts[number + 1], starts[number + 2]]
  if (from === undefined || to === undefined) return null
  const line = Buffer.allocUnsafe(to - from)
  if (readSync(file, line, 0, line.length, from) < line.length) return null
  try {
    const passage: unknown = JSON.parse(line.toString('utf8').replace(/(?:,|\]\})\s*$/u, ''))
    return isPassage(passage) ? passage : null
  } catch {
    return null
  }
}

/** Runs for every record of an archive: validating with a schema would take longer than reading. */
function isText(text: unknown): text is { readonly passages: readonly Passage[] } {
  if (typeof text !== 'object' || text === null || !('version' in text) || text.version !== 1) return false
  return 'passages' in text && Array.isArray(text.passages) && text.passages.every(isPassage)
}

function isPassage(passage: unknown): passage is Passage {
  if (typeof passage !== 'object' || passage === null) return false
  return (
    'locator' in passage &&
    typeof passage.locator === 'string' &&
    'text' in passage &&
    typeof passage.text === 'string'
  )
}

const unitsOf = (passages: readonly Passage[]): number =>
  passages.reduce((sum, each) => sum + each.text.length + 100, 0)

/** An LRU cache up to a total size: most hits of one keystroke are hits of the one before. */
function createMemory<Value>(limit: number) {
  const kept = new Map<string, { readonly value: Value; readonly size: number }>()
  let total = 0
  return {
    get(key: string): Value | null {
      const found = kept.get(key)
      if (!found) return null
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    keep(key: string, value: Value, size: number): void {
      total += size - (kept.get(key)?.size ?? 0)
      kept.delete(key)
      kept.set(key, { value, size })
      for (const [oldest, each] of kept) {
        if (total <= limit || oldest === key) break
        kept.delete(oldest)
        total -= each.size
      }
    },
  }
}
