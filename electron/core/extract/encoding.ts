/** Text with the encoding it was read in; `isGuessed` when nothing in the bytes or around them proves it. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
  readonly isGuessed: boolean
}

/**
 * Reads bytes as text: by byte order mark, as strict UTF-8, as UTF-16 without a mark, by the encoding `declared` in the
 * format, and last by guessing a legacy encoding. `isCut` says that the bytes may end inside a character.
 */
export async function decodeText(
  bytes: Uint8Array,
  { declared, isCut = false }: { declared?: string | undefined; isCut?: boolean } = {},
): Promise<DecodedText> {
  const marked = markOf(bytes)
  if (marked) return known(bytes, marked)
  const unicode = unmarkedUtf16(bytes)
  if (unicode) return { ...known(bytes, unicode), isGuessed: true }
  const label = declared && knownLabel(declared)
  const isAscii = !hasHighByte(bytes)
  if (label && isAscii) return known(bytes, label)
  const utf8 = strictUtf8(bytes, isCut)
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', isGuessed: false }
  // A page that says UTF-8 and is not would lose its text; one that says windows-1256 is believed.
  if (label && label !== 'utf-8') return known(bytes, label)
  return { ...known(bytes, await guessLegacy(bytes)), isGuessed: true }
}

/** The encoding that a byte order mark names, or null. */
export function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Whether bytes without any NUL or other control character, or in UTF-16, can be text at all. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  if (markOf(bytes) !== null || unmarkedUtf16(bytes) !== null) return true
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return false
    if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1
  }
  return controls * 200 <= bytes.length
}

// Tab, line feed, vertical tab, form feed, carriage return, Ctrl-Z of old editors, escape.
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b])

/** UTF-16 without a mark shows itself by the NULs beside its spaces and line ends: no other text has NULs. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 65_536 & ~1)
  if (sample.length < 4 || !sample.includes(0)) return null
  const little = plausibleShare(sample, 0)
  const big = plausibleShare(sample, 1)
  if (Math.max(little, big) < 0.97 || Math.min(little, big) > 0.7) return null
  return little > big ? 'utf-16le' : 'utf-16be'
}

/** The share of code units, low byte first or second, that lie where the scripts of the archive do. */
function plausibleShare(bytes: Uint8Array, lowAt: 0 | 1): number {
  const units = bytes.length >> 1
  let plausible = 0
  for (let unit = 0; unit < units; unit++) {
    const code = bytes[unit * 2 + lowAt]! | (bytes[unit * 2 + 1 - lowAt]! << 8)
    if (PLAUSIBLE.some(([from, to]) => code >= from && code <= to)) plausible += 1
  }
  return plausible / units
}

const PLAUSIBLE: readonly (readonly [number, number])[] = [
  [0x09, 0x0d],
  [0x20, 0x7e],
  [0xa0, 0x6ff],
  [0x2000, 0x206f],
  [0xfb50, 0xfdff],
  [0xfe70, 0xfefc],
]

function hasHighByte(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x7f)
}

function strictUtf8(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
  } catch {
    return null
  }
}

function known(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, isGuessed: false }
}

/** The name that TextDecoder knows an encoding label by, or undefined. */
function knownLabel(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return undefined
  }
}

async function guessLegacy(bytes: Uint8Array): Promise<string> {
  const sample = bytes.subarray(0, 65_536)
  if (isMostlyUtf8(sample)) return 'utf-8'
  const arabic = ['windows-1256', 'iso-8859-6'].find((encoding) => readsAsArabic(sample, encoding))
  if (arabic) return arabic
  const { detect } = await import('jschardet')
  const { encoding } = detect(sample)
  return (encoding && knownLabel(encoding)) || 'windows-1252'
}

/** One damaged byte must not turn a whole UTF-8 text into another alphabet. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const read = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return read > 0 && broken * 20 <= read
}

/**
 * Whether the letters beyond ASCII come out Arabic, in words. Cyrillic or French read as windows-1256 puts Latin
 * letters with accents among them, and ISO 8859-6 read so does the same with its most frequent letters.
 */
function readsAsArabic(bytes: Uint8Array, encoding: string): boolean {
  const text = new TextDecoder(encoding).decode(bytes)
  const letters = text.match(/(?![A-Za-z])[\p{L}\ufffd]/gu)?.length ?? 0
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0
  const inWords = text.match(/\p{Script=Arabic}{2,}/gu)?.reduce((sum, word) => sum + word.length, 0) ?? 0
  return letters > 0 && arabic >= letters * 0.95 && inWords >= arabic * 0.8
}
