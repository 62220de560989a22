import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { readCapped, withoutZeroTail, type Source } from '../reading/file-bytes.ts'
import { knownLabel } from '../text/encoding.ts'
import { passagesOf } from '../text/paragraphs.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { TEXT_CAP_BYTES } from './text.ts'

/** Reads the words of an RTF document; pictures, embedded objects and field codes are skipped. */
export async function readRtf(source: Source): Promise<Reading> {
  const { bytes, isCut } = await readCapped(source, TEXT_CAP_BYTES)
  const { paragraphs, isComplete } = parseRtf(withoutZeroTail(bytes))
  const notes: ExtractionNote[] = isCut ? ['too-large'] : isComplete ? [] : ['damaged']
  return readingOf(passagesOf(paragraphs), { notes })
}

interface ParsedRtf {
  readonly paragraphs: string[]
  /** Whether every opened group is closed and no binary data runs past the end. */
  readonly isComplete: boolean
}

/**
 * The paragraphs of an RTF document (specification 1.9.1). Bytes are decoded in the code page of the current font, or
 * otherwise of the document; `\u` is a UTF-16 unit followed by a substitute that is skipped.
 */
export function parseRtf(bytes: Uint8Array): ParsedRtf {
  const rtf = new TextDecoder('latin1').decode(bytes)
  const reader = createReader()
  const token = new RegExp(TOKEN)
  let isComplete = true
  for (let match = token.exec(rtf); match; match = token.exec(rtf)) {
    const [whole, word, argument, hexadecimal, symbol] = match
    const value = argument === undefined ? null : Number(argument)
    if (word === 'bin') {
      const end = token.lastIndex + Math.max(0, value ?? 0)
      if (end > rtf.length) isComplete = false
      // In a picture, data past the end means that the file was truncated; elsewhere it is no data at all but text.
      if (end <= rtf.length || reader.group.isSilent) token.lastIndex = end
    } else if (word) readWord(reader, word, value)
    else if (hexadecimal) readByte(reader, Number.parseInt(hexadecimal, 16))
    else if (symbol) readSymbol(reader, symbol)
    else if (whole === '{' || whole === '}') readBrace(reader, whole)
    else readPlain(reader, whole)
  }
  endParagraph(reader)
  return { paragraphs: reader.paragraphs, isComplete: reader.groups.length === 0 && isComplete }
}

// A control word, a byte, a control symbol, a brace, or plain characters.
const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z'])|[{}]|[^\\{}\r\n]+/g

interface Group {
  readonly isSilent: boolean
  readonly encoding: string | null
  readonly skipAfterUnicode: number
}

interface Reader {
  readonly paragraphs: string[]
  readonly groups: Group[]
  group: Group
  readonly fontEncodings: Map<number, string>
  documentEncoding: string
  /** The depth of the font table while it is being read, otherwise 0; and the font being described. */
  fontTableDepth: number
  font: number
  current: string
  /** Bytes that wait for the next ones, since a character may take two. */
  pending: number[]
  toSkip: number
}

function createReader(): Reader {
  return {
    paragraphs: [],
    groups: [],
    group: { isSilent: false, encoding: null, skipAfterUnicode: 1 },
    fontEncodings: new Map(),
    documentEncoding: 'windows-1252',
    fontTableDepth: 0,
    font: 0,
    current: '',
    pending: [],
    toSkip: 0,
  }
}

function readWord(reader: Reader, name: string, value: number | null): void {
  flushBytes(reader)
  reader.toSkip = 0
  if (SILENT_DESTINATIONS.has(name)) setGroup(reader, { isSilent: true })
  if (name === 'u') {
    write(reader, String.fromCharCode((value ?? 0) & 0xffff))
    reader.toSkip = reader.group.skipAfterUnicode
  } else if (PARAGRAPH_ENDS.has(name)) {
    if (!reader.group.isSilent) endParagraph(reader)
  } else if (Object.hasOwn(CHARACTERS, name)) write(reader, CHARACTERS[name]!)
  else readSetting(reader, name, value ?? 0)
}

function readSetting(reader: Reader, name: string, value: number): void {
  if (name === 'fonttbl') reader.fontTableDepth = reader.groups.length
  else if (name === 'ansicpg') reader.documentEncoding = codePage(value) ?? reader.documentEncoding
  else if (name === 'uc') setGroup(reader, { skipAfterUnicode: Math.max(0, value) })
  else if (name === 'f' && reader.fontTableDepth > 0) reader.font = value
  else if (name === 'f') setGroup(reader, { encoding: reader.fontEncodings.get(value) ?? null })
  else if (name === 'plain') setGroup(reader, { encoding: null })
  else if (name === 'fcharset' && CHARSETS[value]) reader.fontEncodings.set(reader.font, CHARSETS[value])
  // The text of a text box, inside a destination that old readers skip.
  else if (name === 'shptxt') setGroup(reader, { isSilent: false })
}

function readByte(reader: Reader, byte: number): void {
  if (reader.toSkip > 0) reader.toSkip -= 1
  else if (!reader.group.isSilent) reader.pending.push(byte)
}

function readSymbol(reader: Reader, symbol: string): void {
  if (symbol === '*') setGroup(reader, { isSilent: true })
  else if (reader.toSkip > 0) reader.toSkip -= 1
  else if (symbol === '\n' || symbol === '\r') endParagraph(reader)
  else write(reader, SYMBOLS[symbol] ?? '')
}

function readBrace(reader: Reader, brace: string): void {
  flushBytes(reader)
  reader.toSkip = 0
  if (brace === '{') reader.groups.push(reader.group)
  else reader.group = reader.groups.pop() ?? reader.group
  if (reader.groups.length < reader.fontTableDepth) reader.fontTableDepth = 0
}

function readPlain(reader: Reader, text: string): void {
  const kept = text.slice(reader.toSkip)
  reader.toSkip = Math.max(0, reader.toSkip - text.length)
  if (reader.group.isSilent) return
  // Unescaped bytes above ASCII are text in the same code page.
  for (const [run] of kept.matchAll(/[\0-\x7f]+|[^\0-\x7f]+/g))
    if (run.charCodeAt(0) <= 0x7f) write(reader, run)
    else for (const character of run) reader.pending.push(LATIN1_BYTE.get(character) ?? 0x3f)
}

function setGroup(reader: Reader, change: Partial<Group>): void {
  reader.group = { ...reader.group, ...change }
}

function write(reader: Reader, text: string): void {
  flushBytes(reader)
  if (!reader.group.isSilent) reader.current += text
}

function flushBytes(reader: Reader): void {
  if (reader.pending.length === 0) return
  const decoder = new TextDecoder(reader.group.encoding ?? reader.documentEncoding)
  reader.current += decoder.decode(Uint8Array.from(reader.pending))
  reader.pending = []
}

function endParagraph(reader: Reader): void {
  flushBytes(reader)
  if (reader.current.trim() !== '') reader.paragraphs.push(reader.current.trim())
  reader.current = ''
}

// TextDecoder's latin1 is windows-1252, so its bytes 80–9F have to be mapped back.
const LATIN1_BYTE = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('latin1').decode(Uint8Array.of(byte)), byte]),
)

function codePage(number: number | null): string | null {
  if (number === 65001) return 'utf-8'
  const label =
    number === 932 ? 'shift_jis' : number === 936 ? 'gbk' : number === 949 ? 'euc-kr' : `windows-${number}`
  return knownLabel(label) ?? null
}

const CHARSETS: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}

const SILENT_DESTINATIONS = new Set(
  (
    'fonttbl colortbl stylesheet info pict object objdata themedata datastore filetbl revtbl listtable fldinst ' +
    'listoverridetable rsidtbl generator xmlnstbl mmathPr latentstyles bkmkstart bkmkend nonshppict'
  ).split(' '),
)
const PARAGRAPH_ENDS = new Set(['par', 'sect', 'page', 'row', 'nestrow', 'footnote'])

const CHARACTERS: Readonly<Record<string, string>> = {
  line: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
}
const SYMBOLS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u2011',
  '\\': '\\',
  '{': '{',
  '}': '}',
}
