import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { decodeText } from '../text/encoding.ts'
import { readCapped, type Source } from '../reading/file-bytes.ts'
import { paragraphsOf } from '../text/paragraphs.ts'
import { readingOf, type Reading } from '../reading/reading.ts'

/** The most that is read of a text file; the rest stays in the vault, unread. */
export const TEXT_CAP_BYTES = 24 * 1024 * 1024

/** Reads plain text of any kind (including Markdown, CSV, JSON, XML): its paragraphs or lines, as written. */
export async function readText(source: Source): Promise<Reading> {
  const { text, reading } = await readDecoded(source)
  return readingOf(paragraphsOf(text), reading)
}

/** The decoded text of a source up to the cap, with the facts and notes from decoding. */
export async function readDecoded(
  source: Source,
  { capBytes = TEXT_CAP_BYTES, declaredIn }: DecodeOptions = {},
): Promise<{ text: string; reading: Pick<Reading, 'facts' | 'notes'> }> {
  const { bytes, isCut } = await readCapped(source, capBytes)
  const { text, encoding, isGuessed } = await decodeText(bytes, { declared: declaredIn?.(bytes), isCut })
  const notes: ExtractionNote[] = []
  if (isGuessed) notes.push('encoding-uncertain')
  if (isCut) notes.push('too-large')
  const whole = withoutHoles(text)
  if (whole !== text || whole.includes('\0')) notes.push('damaged')
  return { text: whole, reading: { facts: { encoding }, notes } }
}

const HOLE = '\0'.repeat(8)

/** A run of zeros is a hole in a file that was not completely written or copied; it splits the text like a line end. */
function withoutHoles(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let hole = text.indexOf(HOLE); hole >= 0; hole = text.indexOf(HOLE, from)) {
    parts.push(text.slice(from, hole))
    from = hole
    while (text.charCodeAt(from) === 0) from += 1
  }
  return from === 0 ? text : [...parts, text.slice(from)].join('\n')
}

interface DecodeOptions {
  readonly capBytes?: number
  /** Finds the encoding that the format itself declares. */
  readonly declaredIn?: (bytes: Uint8Array) => string | undefined
}
