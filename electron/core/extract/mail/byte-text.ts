/** The bytes of a mail's source, which is read as a string with one character for each byte. */
export const bytesOf = (source: string): Uint8Array => Buffer.from(source, 'latin1')

/** The source with each escape sign before two hexadecimal digits decoded: `=` in quoted-printable (RFC 2045), `%` in parameters (RFC 2231). */
export function withoutEscapes(source: string, sign: '=' | '%'): string {
  const escape = sign === '=' ? /=([\da-f]{2})/gi : /%([\da-f]{2})/gi
  return source.replace(escape, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
