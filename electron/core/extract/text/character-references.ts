/**
 * The text with its numeric character references (`&#1605;`, `&#x645;`) decoded as HTML does, and those names that
 * `named` knows; any other reference stays as it is.
 */
export function decodeReferences(text: string, named: (name: string) => string | undefined): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named(String(name)) ?? whole
    return characterOf(decimal === undefined ? Number.parseInt(String(hexadecimal), 16) : Number(decimal))
  })
}

const characterOf = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
