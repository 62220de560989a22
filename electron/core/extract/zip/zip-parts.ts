import { decodeText } from '../text/encoding.ts'
import { withBytes, type Bytes, type Source } from '../reading/file-bytes.ts'
import { passagesOf } from '../text/paragraphs.ts'
import { plainName, type Parts } from '../reading/parts.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { contentsOf, entriesOf, headOf, ZipRefusal, type ListedEntry } from './zip.ts'

// As many as the directory of a zip without ZIP64 can count.
const MOST_ENTRIES = 65_535

/** Reads a zip: the names of its files in directory order, each followed by the text of the file. */
export async function readZip(source: Source, parts: Parts): Promise<Reading> {
  return await withBytes(source, async (bytes) => {
    try {
      const entries = entriesOf(bytes, MOST_ENTRIES)
      return readingOf(passagesOf(await paragraphsOf(bytes, entries, parts)))
    } catch (error) {
      if (error instanceof ZipRefusal) return readingOf(null, { notes: [error.note] })
      throw error
    }
  })
}

async function paragraphsOf(bytes: Bytes, entries: readonly ListedEntry[], parts: Parts): Promise<string[]> {
  const names = await namesOf(entries)
  const paragraphs: string[] = []
  for (const [at, entry] of entries.entries()) {
    const name = names[at]!
    // A folder is implied by the names of its files.
    if (/[/\\]$/.test(name) && entry.end - entry.start <= EMPTY_BYTES) continue
    const part = {
      name,
      head: headOf(bytes, entry),
      bytes: (most: number) => contentsOf(bytes, entry, most),
    }
    paragraphs.push(plainName(name))
    for (const paragraph of await parts.read(part)) paragraphs.push(paragraph)
  }
  return paragraphs
}

/**
 * Names that are not UTF-8 come from a program that does not declare their encoding, which is guessed from all names
 * together.
 */
async function namesOf(entries: readonly ListedEntry[]): Promise<string[]> {
  const whole = Buffer.concat(entries.flatMap(({ nameBytes }) => [nameBytes, LINE_END]))
  const names = (await decodeText(whole)).text.split('\n').slice(0, -1)
  // A name contained a line end.
  return names.length === entries.length ? names : entries.map(({ name }) => name)
}

// The size of nothing, deflated.
const EMPTY_BYTES = 2

const LINE_END = Buffer.from('\n')
