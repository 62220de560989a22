import { decodeText } from '../text/encoding.ts'
import { bytesOf, withoutEscapes } from './byte-text.ts'

/** A header field: its name in lower case and its unfolded value, with one character per byte. */
export interface MailField {
  readonly name: string
  readonly value: string
}

/** A value with its parameters, as `Content-Type` and `Content-Disposition` have them. */
export interface StructuredField {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Text from a header; `isGuessed` when nothing proves its encoding. */
export interface FieldText {
  readonly text: string
  readonly isGuessed: boolean
}

/**
 * The text of a field: encoded words (RFC 2047), joined where they split a character, and raw bytes in the declared
 * or detected encoding.
 */
export async function fieldText(value: string, declared?: string): Promise<FieldText> {
  if (PLAIN.test(value) && !value.includes('=?')) return { text: tidy(value), isGuessed: false }
  const parts: string[] = []
  let isGuessed = false
  for (const piece of joined(piecesOf(value))) {
    const decoded = await decodeText(piece.bytes, { declared: piece.charset ?? declared })
    parts.push(decoded.text)
    isGuessed ||= decoded.isGuessed
  }
  return { text: tidy(parts.join('')), isGuessed }
}

const PLAIN = /^[\t -~]*$/

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

interface Piece {
  readonly bytes: Uint8Array
  readonly charset?: string | undefined
}

// An encoded word that is truncated by the end of its field is read as far as it goes.
const ENCODED_WORD = /=\?([^?\s]+)\?([qb])\?([^?]*)(?:\?=|$)/gi

function* piecesOf(value: string): Generator<Piece> {
  let from = 0
  for (const match of value.matchAll(ENCODED_WORD)) {
    const between = value.slice(from, match.index)
    // White space between two encoded words only folds the line.
    if (from === 0 || between.trim() !== '') yield { bytes: bytesOf(between) }
    const [whole, charset = '', kind = '', word = ''] = match
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quotedBytes(word)
    yield { bytes, charset: charset.split('*')[0]!.toLowerCase() }
    from = match.index + whole.length
  }
  yield { bytes: bytesOf(value.slice(from)) }
}

const quotedBytes = (word: string): Uint8Array => bytesOf(withoutEscapes(word.replaceAll('_', ' '), '='))

function* joined(pieces: Iterable<Piece>): Generator<Piece> {
  let charset: string | undefined
  let waiting: Uint8Array[] = []
  for (const piece of pieces) {
    if (piece.bytes.length === 0) continue
    if (waiting.length > 0 && piece.charset !== charset) {
      yield { bytes: Buffer.concat(waiting), charset }
      waiting = []
    }
    charset = piece.charset
    waiting.push(piece.bytes)
  }
  if (waiting.length > 0) yield { bytes: Buffer.concat(waiting), charset }
}

const PARAMETER = /;\s*([^=;\s]+)\s*=[ \t]*("(?:[^"\\]|\\.)*"?|[^;]*)/g

/** Parses a value with parameters; the first of two parameters with the same name counts. */
export function structured(value: string): StructuredField {
  const parameters = new Map<string, string>()
  for (const [, name = '', given = ''] of value.matchAll(PARAMETER)) {
    const plain = given.startsWith('"') ? given.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : given.trim()
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), plain)
  }
  const [main = ''] = /^[^;]*/.exec(value) ?? []
  return {
    value: main
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    parameters,
  }
}

/** The values of a parameter: the one in pieces or with an encoding (RFC 2231), then the plain one. */
export async function parameterTexts(
  { parameters }: StructuredField,
  name: string,
  declared?: string,
): Promise<FieldText[]> {
  const texts: FieldText[] = []
  const pieces = [...parameters]
    .map(([key, value]) => ({ match: key.startsWith(`${name}*`) ? PIECE.exec(key) : null, value }))
    .filter(({ match }) => match !== null)
    .toSorted((a, b) => Number(a.match![1] ?? 0) - Number(b.match![1] ?? 0))
  if (pieces.length > 0) {
    const [, charset] = /^([^']*)'[^']*'/.exec(pieces[0]!.value) ?? []
    const encoded = pieces.map(({ match, value }, at) => {
      const plain = at === 0 && charset !== undefined ? value.replace(/^[^']*'[^']*'/, '') : value
      return match![0].endsWith('*') ? withoutEscapes(plain, '%') : plain
    })
    const { text, isGuessed } = await decodeText(bytesOf(encoded.join('')), { declared: charset || declared })
    texts.push({ text: text.trim(), isGuessed })
  }
  const plain = parameters.get(name)
  if (plain !== undefined) texts.push(await fieldText(plain, declared))
  return texts.filter(({ text }) => text !== '')
}

const PIECE = /\*(?:(\d{1,9})\*?)?$/
