import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { isDiskFault, readingOf, type Reading } from './reading.ts'
import { sniff, type Sniffed } from './sniff.ts'

/** What lies inside a file: an attachment of a mail, an entry of a zip. Its name is text and never made into a path. */
export interface Part {
  readonly name: string
  /** Its first bytes, by which its type is known. */
  readonly head: Uint8Array
  /** All its bytes, at most so many. Throws where they are more, or cannot be had. */
  bytes(most: number): Uint8Array
}

/** Reads what lies inside a file, and inside that, within limits that the whole file shares. */
export interface Parts {
  /** Whether the whole has ended a reader before: then nothing costly is done with it, and no part is read. */
  readonly isShallow: boolean
  /** The paragraphs of a part; none where it bears no words, or where it could not be read, which is told by the outcome. */
  read(part: Part): Promise<string[]>
}

/** Reads a file that lies inside another; its own parts are read by the `Parts` given. */
export type ReadPart = (
  sniffed: Sniffed,
  part: { readonly name: string; readonly source: Uint8Array },
  parts: Parts,
) => Promise<Reading>

/** What the reading of all parts was like, and the names of those that were not read or not whole, with the way to them. */
export interface PartsOutcome {
  readonly notes: readonly ExtractionNote[]
  readonly unread: readonly string[]
}

/** How much of what lies inside one file is read. */
export interface PartLimits {
  readonly isShallow: boolean
  readonly depth: number
  readonly parts: number
  readonly bytes: number
  readonly partBytes: number
  readonly characters: number
  /** After so many milliseconds the rest is told as unread, so that the reader is not ended for its time. */
  readonly ms: number
}

/** A reader of parts that has read none yet, and what comes of it. */
export function createParts(
  readPart: ReadPart,
  limits: PartLimits,
): { parts: Parts; outcome(): PartsOutcome } {
  const left: Left = { ...limits, endsAt: Date.now() + limits.ms, isGuessed: false, unread: [] }
  const outcome = (): PartsOutcome => ({
    notes: [
      ...(left.unread.length > 0 ? (['parts-unread'] as const) : []),
      ...(left.isGuessed ? (['encoding-uncertain'] as const) : []),
    ],
    unread: left.unread,
  })
  return {
    parts: partsAt({ way: '', depth: limits.depth, left, readPart, isShallow: limits.isShallow }),
    outcome,
  }
}

/** What is left of the limits, and what was met. */
interface Left {
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
  /** The names of the files around, each with a slash behind. */
  readonly way: string
  /** How many files may lie in one another from here on. */
  readonly depth: number
  readonly left: Left
  readonly readPart: ReadPart
}

function partsAt(place: Place): Parts {
  const miss = (name: string) => void place.left.unread.push(`${place.way}${plainName(name)}`)
  return {
    isShallow: place.isShallow,
    async read(part) {
      const sniffed = await sniff(part.name, part.head)
      if (isWordless(sniffed)) return []
      const reading = isSpent(place) ? null : await readPart(place, part, sniffed)
      if (!reading || isIncomplete(reading)) miss(part.name)
      return reading ? paragraphsOf(place, part, reading) : []
    },
  }
}

// A drawing may have words in it.
const isWordless = ({ category, mediaType }: Sniffed): boolean =>
  category === 'video' || category === 'audio' || (category === 'image' && mediaType !== 'image/svg+xml')

/** Whether words may be missing: what bears none that Holdfast knows of may have some all the same. */
const isIncomplete = ({ passages, notes }: Reading): boolean =>
  passages === null || notes.some((note) => INCOMPLETE.has(note))

// Of a part with one of these, words are missing.
const INCOMPLETE = new Set<ExtractionNote>([
  'no-text-layer',
  'pages-without-text',
  'encrypted',
  'damaged',
  'too-large',
  'reader-stopped',
  'no-reader',
])

const isSpent = ({ isShallow, depth, left }: Place): boolean =>
  isShallow ||
  depth <= 0 ||
  left.parts <= 0 ||
  left.bytes <= 0 ||
  left.characters <= 0 ||
  Date.now() > left.endsAt

async function readPart(place: Place, part: Part, sniffed: Sniffed): Promise<Reading | null> {
  const { left, way, depth } = place
  left.parts -= 1
  try {
    const source = part.bytes(Math.min(left.partBytes, left.bytes))
    left.bytes -= source.length
    if (source.length === 0) return NOTHING
    const below = { ...place, way: `${way}${plainName(part.name)}/`, depth: depth - 1 }
    return await place.readPart(sniffed, { name: part.name, source }, partsAt(below))
  } catch (error) {
    if (isDiskFault(error)) throw error
    return null
  }
}

const NOTHING = readingOf([])

/** The texts of a part, each page with its number before it where there are several. */
function paragraphsOf({ left }: Place, { name }: Part, { passages, facts, notes }: Reading): string[] {
  if (notes.includes('encoding-uncertain')) left.isGuessed = true
  const isPaged = facts.pages !== undefined && facts.pages > 1
  return (passages ?? []).flatMap(({ locator, text }) => {
    left.characters -= text.length
    return isPaged ? [`${plainName(name)}#${locator.replace(':', '=')}`, text] : [text]
  })
}

/** A name on one line. */
export const plainName = (name: string): string => name.replaceAll(/\p{Cc}+/gu, ' ').trim()
