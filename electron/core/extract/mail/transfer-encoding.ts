import { bytesOf, withoutEscapes } from './byte-text.ts'

/** The decoded bytes of a part, the text between the encoded lines, and whether anything was malformed. */
export interface PartBytes {
  readonly bytes: Uint8Array
  readonly around: string
  readonly isDamaged: boolean
}

/** Decodes the transfer encoding of a body; one that does not match its header is reported, and loses no words. */
export function decodeTransfer(body: string, encoding: string): PartBytes {
  if (encoding === 'base64') return base64(body)
  if (encoding === 'quoted-printable') return { bytes: quoted(body), around: '', isDamaged: false }
  const isQuoted = encoding === '' && /(?:=[89A-F][\dA-F]){4}/.test(body)
  if (isQuoted) return { bytes: quoted(body), around: '', isDamaged: true }
  return uuencoded(body) ?? { bytes: bytesOf(body), around: '', isDamaged: false }
}

function quoted(body: string): Uint8Array {
  return bytesOf(withoutEscapes(body.replace(/=[ \t]{0,80}\n/g, ''), '='))
}

function base64(body: string): PartBytes {
  const units: string[] = []
  const around: string[] = []
  let isDamaged = false
  for (const line of body.split('\n')) {
    const trimmed = line.trim()
    const code = trimmed.replace(/[^A-Za-z0-9+/=]/g, '')
    // Mailing list software adds its own lines after the encoded ones.
    if (code.length < trimmed.length * 0.8) around.push(line)
    else units.push(code)
    isDamaged ||= code.length !== trimmed.length
  }
  // Some programs pad every line, so each piece is decoded separately.
  const pieces = units.join('').split(/=+/)
  isDamaged ||= pieces.some((piece) => piece.length % 4 === 1)
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
  return { bytes, around: around.join('\n').trim(), isDamaged }
}

const UU_START = /(?:^|\n)begin [0-7]{3,4} ([^\n]*)\n/

/** The first uuencoded file in the text, and the text around it; null when there is none. */
function uuencoded(body: string): PartBytes | null {
  const found = UU_START.exec(body)
  if (!found) return null
  const [head, name = ''] = found
  const end = body.indexOf('\nend', found.index)
  if (end < 0) return null
  const bytes = Buffer.concat(
    body
      .slice(found.index + head.length, end)
      .split('\n')
      .map(uuLine),
  )
  const around = `${body.slice(0, found.index)}\n${name}\n${body.slice(end + '\nend'.length)}`
  return { bytes, around, isDamaged: false }
}

function uuLine(line: string): Uint8Array {
  const length = (line.charCodeAt(0) - 32) & 63
  const bits = Array.from(line.slice(1), (character) => (character.charCodeAt(0) - 32) & 63)
  const bytes = bits.flatMap((six, at) => {
    if (at % 4 === 3) return []
    const next = bits[at + 1] ?? 0
    return [((six << (2 + 2 * (at % 4))) | (next >> (4 - 2 * (at % 4)))) & 255]
  })
  return Uint8Array.from(bytes.slice(0, length))
}
