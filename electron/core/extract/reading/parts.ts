import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { isDiskFault, readingOf, type Reading } from './reading.ts'
import { sniff, type Sniffed } from './sniff.ts'

/** A file inside a file: an attachment of a mail, an entry of a zip. Its name is text and is never made into a path. */
export interface Part {
  readonly name: string
  /** Its first bytes, from which its type is determined. */
  readonly head: Uint8Array
  /** All its bytes, up to `most`. Throws when there are more, or when they cannot be read. */
  bytes(most: number): Uint8Array
}

/** Reads the files inside a file, and those inside them, within limits that apply to the whole file. */
export interface Parts {
  /** Whether the file has already killed a reader: then nothing costly is done with it, and no part is read. */
  readonly isShallow: boolean
  /** The paragraphs of a part; none when it contains no words, or could not be read, which the outcome reports. */
  read(part: Part): Promise<string[]>
}

/** Reads a file inside another; its own parts are read by the given `Parts`. */
export type ReadPart = (
  sniffed: Sniffed,
  part: { readonly name: string; readonly source: Uint8Array },
  parts: Parts,
) => Promise<Reading>

/** The notes from reading all parts, and the paths inside the file of those that were not read, or not completely. */
export interface PartsOutcome {
  readonly notes: readonly ExtractionNote[]
  readonly unread: readonly string[]
}

/** How much is read of the files inside one file. */
export interface PartLimits {
  readonly isShallow: boolean
  readonly depth: number
  readonly parts: number
  readonly bytes: number
  readonly partBytes: number
  readonly characters: number
  /**
   * After this many milliseconds the rest is reported as unread, so that the reader does not run into its time limit.
   */
  readonly ms: number
}

/** A reader of parts with its full limits, and the outcome so far. */
export function createParts(
  readPart: ReadPart,
  limits: PartLimits,
): { parts: Parts; outcome(): PartsOutcome } {
  const budget: Budget = { ...limits, endsAt: Date.now() + limits.ms, isGuessed: false, unread: [] }
  const outcome = (): PartsOutcome => ({
    notes: [
      ...(budget.unread.length > 0 ? (['parts-unread'] as const) : []),
      ...(budget.isGuessed ? (['encoding-uncertain'] as const) : []),
    ],
    unread: budget.unread,
  })
  return {
    parts: partsAt({ prefix: '', depth: limits.depth, budget, readPart, isShallow: limits.isShallow }),
    outcome,
  }
}

/** What is left of the limits, and what was found. */
interface Budget {
  parts: number
  bytes: number
  readonly partBytes: number
  characters: number
  readonly endsAt: number
  isGuessed: boolean
  readonly unread: string[]
}

interface Place {
  readonly isShallow: boolean
  /** The names of the enclosing files, each followed by a slash. */
  readonly prefix: string
  /** How many more levels of files inside files are read. */
  readonly depth: number
  readonly budget: Budget
  readonly readPart: ReadPart
}

function partsAt(place: Place): Parts {
  const reportUnread = (name: string) => void place.budget.unread.push(`${place.prefix}${plainName(name)}`)
  return {
    isShallow: place.isShallow,
    async read(part) {
      const sniffed = await sniff(part.name, part.head)
      if (isWordless(sniffed)) return []
      const reading = isSpent(place) ? null : await readPart(place, part, sniffed)
      if (!reading || isIncomplete(reading)) reportUnread(part.name)
      return reading ? paragraphsOf(place, part, reading) : []
    },
  }
}

// A drawing may contain words.
const isWordless = ({ category, mediaType }: Sniffed): boolean =>
  category === 'video' || category === 'audio' || (category === 'image' && mediaType !== 'image/svg+xml')

/** Whether words may be missing: a part with no known reader may contain some. */
const isIncomplete = ({ passages, notes }: Reading): boolean =>
  passages === null || notes.some((note) => INCOMPLETE.has(note))

// With one of these notes, words of a part are missing.
const INCOMPLETE = new Set<ExtractionNote>([
  'no-text-layer',
  'pages-without-text',
  'encrypted',
  'damaged',
  'too-large',
  'reader-stopped',
  'no-reader',
])

const isSpent = ({ isShallow, depth, budget }: Place): boolean =>
  isShallow ||
  depth <= 0 ||
  budget.parts <= 0 ||
  budget.bytes <= 0 ||
  budget.characters <= 0 ||
  Date.now() > budget.endsAt

async function readPart(place: Place, part: Part, sniffed: Sniffed): Promise<Reading | null> {
  const { budget, prefix, depth } = place
  budget.parts -= 1
  try {
    const source = part.bytes(Math.min(budget.partBytes, budget.bytes))
    budget.bytes -= source.length
    if (source.length === 0) return NOTHING
    const below = { ...place, prefix: `${prefix}${plainName(part.name)}/`, depth: depth - 1 }
    return await place.readPart(sniffed, { name: part.name, source }, partsAt(below))
  } catch (error) {
    if (isDiskFault(error)) throw error
    return null
  }
}

const NOTHING = readingOf([])

/** The texts of a part, each page preceded by its number if there are several. */
function paragraphsOf({ budget }: Place, { name }: Part, { passages, facts, notes }: Reading): string[] {
  if (notes.includes('encoding-uncertain')) budget.isGuessed = true
  const isPaged = facts.pages !== undefined && facts.pages > 1
  return (passages ?? []).flatMap(({ locator, text }) => {
    budget.characters -= text.length
    return isPaged ? [`${plainName(name)}#${locator.replace(':', '=')}`, text] : [text]
  })
}

/** A name on one line. */
export const plainName = (name: string): string => name.replaceAll(/\p{Cc}+/gu, ' ').trim()
