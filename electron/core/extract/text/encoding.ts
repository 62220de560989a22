import { isUtf8 } from 'node:buffer'

/** Text with the encoding it was decoded in; `isGuessed` when neither the bytes nor a declaration prove it. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
  readonly isGuessed: boolean
}

/**
 * Decodes bytes as text: by byte order mark, as strict UTF-8, as UTF-16 without a mark, by the encoding `declared` in
 * the format, and last by guessing a legacy encoding. `isCut` says that the bytes may end inside a character.
 */
export async function decodeText(
  bytes: Uint8Array,
  { declared, isCut = false }: { declared?: string | undefined; isCut?: boolean } = {},
): Promise<DecodedText> {
  const wide = utf32Of(bytes)
  if (wide) return wide
  const marked = markOf(bytes)
  if (marked) return known(bytes, marked)
  const unicode = unmarkedUtf16(bytes)
  if (unicode) return { ...known(bytes, unicode), isGuessed: true }
  const isAscii = !hasHighByte(bytes)
  const named = declared && knownLabel(declared)
  // A declaration that could be read is not in UTF-16; nor are bytes without any NUL.
  const label = named?.startsWith('utf-16') && !bytes.includes(0) ? undefined : named
  if (label && isAscii) return known(bytes, label)
  if (isAscii) return readAscii(bytes, declared)
  const utf8 = strictUtf8(bytes, isCut)
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', isGuessed: false }
  // A page that wrongly declares UTF-8 would lose its text; one that declares windows-1256 is trusted. Many programs
  // declare Latin for anything with one byte per letter.
  const isMislabelled = label === 'windows-1252' && readsAsArabic(sampleOf(bytes), 'windows-1256')
  if (label && label !== 'utf-8' && !isMislabelled) return known(bytes, label)
  return (await decodeMixed(bytes)) ?? { ...known(bytes, await guessLegacy(bytes)), isGuessed: true }
}

/**
 * The text of bytes in UTF-32, with a mark or without: every unit is a valid character, and no other encoding has as
 * many NULs.
 */
function utf32Of(bytes: Uint8Array): DecodedText | null {
  if (bytes.length < 8 || bytes.length % 4 !== 0) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const isLittle of [true, false]) {
    const start = view.getUint32(0, isLittle)
    if (start === 0 || start > 0x10ffff) continue
    const units: string[] = []
    for (let at = start === 0xfeff ? 4 : 0; at < bytes.length; at += 4) {
      const code = view.getUint32(at, isLittle)
      if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) break
      units.push(String.fromCodePoint(code))
    }
    const isComplete = units.length === bytes.length / 4 - (start === 0xfeff ? 1 : 0)
    if (isComplete)
      return {
        text: units.join(''),
        encoding: isLittle ? 'utf-32le' : 'utf-32be',
        isGuessed: start !== 0xfeff,
      }
  }
  return null
}

/** The encoding that a byte order mark names, or null. */
export function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Whether bytes can be text at all: UTF-16 or UTF-32, or free of NULs and nearly free of other control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  if (markOf(bytes) !== null || unmarkedUtf16(bytes) !== null || utf32Of(completeUnits(bytes)) !== null)
    return true
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return false
    if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1
  }
  return controls * 200 <= bytes.length
}

const completeUnits = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.min(bytes.length, 4096) & ~3)

/**
 * Whether bytes that are named as text may be read as such in spite of NULs or other control characters: a damaged
 * text is still a text.
 */
export function mayBeText(bytes: Uint8Array): boolean {
  let controls = 0
  let others = 0
  for (const [at, byte] of bytes.entries()) {
    // A run of zeros is a hole in the file, not part of it.
    if (byte === 0 && (bytes[at - 1] === 0 || bytes[at + 1] === 0)) continue
    if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1
    else others += 1
  }
  return others > 0 && controls * 4 <= others
}

// Tab, line feed, vertical tab, form feed, carriage return, Ctrl-Z of old editors, escape.
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b])

/** UTF-16 without a mark is recognised by the NULs in its spaces and line ends: no other text has NULs. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 65_536 & ~1)
  if (sample.length < 4 || !sample.includes(0)) return null
  const little = plausibleShare(sample, 0)
  const big = plausibleShare(sample, 1)
  if (Math.max(little, big) < 0.97 || Math.min(little, big) > 0.7) return null
  return little > big ? 'utf-16le' : 'utf-16be'
}

/** The share of code units, with the low byte first or second, that are in the ranges of the archive's scripts. */
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
  if (!isCut && !isUtf8(bytes)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
  } catch {
    return null
  }
}

function known(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, isGuessed: false }
}

/** TextDecoder's name for an encoding label, or undefined. */
export function knownLabel(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return undefined
  }
}

async function guessLegacy(bytes: Uint8Array): Promise<string> {
  const sample = sampleOf(bytes)
  if (isMostlyUtf8(sample)) return 'utf-8'
  const arabic = ['windows-1256', 'iso-8859-6'].find((encoding) => readsAsArabic(sample, encoding))
  if (arabic) return arabic
  const { detect } = await import('jschardet')
  const { encoding } = detect(sample)
  return (encoding && knownLabel(encoding)) || 'windows-1252'
}

/** Text with some lines in UTF-8 and some not, as in concatenated files; null when no line is UTF-8. */
async function decodeMixed(bytes: Uint8Array): Promise<DecodedText | null> {
  const lines: (string | Uint8Array)[] = []
  const others: Uint8Array[] = []
  let isMixed = false
  for (let start = 0; start < bytes.length;) {
    const next = bytes.indexOf(LINE_FEED, start)
    const line = bytes.subarray(start, next < 0 ? bytes.length : next + 1)
    start += line.length
    const text = strictUtf8(line, false)
    lines.push(text ?? line)
    if (text === null) others.push(line)
    else isMixed ||= (text.match(/[\u0080-\uffff]/g)?.length ?? 0) >= SURELY_UTF8
  }
  if (!isMixed) return null
  const decoder = new TextDecoder(await guessLegacy(Buffer.concat(others)))
  const text = lines.map((line) => (typeof line === 'string' ? line : decoder.decode(line))).join('')
  return {
    text,
    encoding: decoder.encoding === 'utf-8' ? 'utf-8' : `utf-8, ${decoder.encoding}`,
    isGuessed: true,
  }
}

// More letters than another encoding would produce by chance.
const SURELY_UTF8 = 6

/** Up to 64 KB of the lines with more than ASCII: pages of English before them reveal nothing about the alphabet. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE_BYTES) return bytes
  const lines: Uint8Array[] = []
  let size = 0
  for (let at = 0; at < bytes.length && size < SAMPLE_BYTES; at++) {
    if (bytes[at]! <= 0x7f) continue
    const start = Math.max(bytes.lastIndexOf(LINE_FEED, at) + 1, at - LONGEST_LINE)
    const next = bytes.indexOf(LINE_FEED, at)
    const end = Math.min(next < 0 ? bytes.length : next + 1, at + LONGEST_LINE)
    lines.push(bytes.subarray(start, end))
    size += end - start
    at = end - 1
  }
  return Buffer.concat(lines)
}

const SAMPLE_BYTES = 65_536
const LONGEST_LINE = 8_192
const LINE_FEED = 0x0a

/** ASCII is decoded as such, unless it is an encoding that only uses ASCII bytes. */
function readAscii(bytes: Uint8Array, declared: string | undefined): DecodedText {
  const text = new TextDecoder('latin1').decode(bytes)
  if (declared && /utf-?7$/i.test(declared.trim()))
    return { text: fromUtf7(text), encoding: 'utf-7', isGuessed: false }
  if (/\x1b\$[@B]/.test(text)) return { ...known(bytes, 'iso-2022-jp'), isGuessed: true }
  return { text, encoding: 'utf-8', isGuessed: declared !== undefined && declared.trim() !== '' }
}

/** UTF-7 (RFC 2152): runs of UTF-16 in base64 between `+` and `-`. */
const fromUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) =>
    run === '' ? '+' : new TextDecoder('utf-16be').decode(Buffer.from(run, 'base64')),
  )

/** One damaged byte must not turn a UTF-8 text into another alphabet. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const read = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return read > 0 && broken * 4 <= read
}

/**
 * Whether the letters beyond ASCII come out as Arabic words. Cyrillic or French decoded as windows-1256 contains
 * accented Latin letters, and ISO 8859-6 decoded that way has them in place of its most frequent letters.
 */
function readsAsArabic(bytes: Uint8Array, encoding: string): boolean {
  const text = new TextDecoder(encoding).decode(bytes)
  const letters = text.match(/(?![A-Za-z])[\p{L}\ufffd]/gu)?.length ?? 0
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0
  const inWords = text.match(/\p{Script=Arabic}{2,}/gu)?.reduce((sum, word) => sum + word.length, 0) ?? 0
  return letters > 0 && arabic >= letters * 0.95 && inWords >= arabic * 0.8
}
