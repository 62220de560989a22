/**
 * What to append to a truncated PDF so that PDFium finds its pages: a page tree and a trailer for the page objects
 * that are there, in file order; null when there are none. Objects packed into streams are not seen.
 */
export function endingFor(pdf: Uint8Array): Uint8Array | null {
  const text = new TextDecoder('latin1').decode(pdf)
  // A page that was changed later is in the file twice, with the same number.
  const pages = new Set<string>()
  let highest = 0
  let seen = 0
  for (const { index, 0: head, 1: number, 2: generation } of text.matchAll(OBJECT)) {
    if ((seen += 1) > MOST_OBJECTS) return null
    highest = Math.max(highest, Number(number))
    const start = index + head.length
    const dictionary = DICTIONARY.exec(text.slice(start, start + LONGEST_DICTIONARY))?.[0] ?? ''
    if (PAGE.test(dictionary)) pages.add(`${number} ${generation} R`)
  }
  if (pages.size === 0) return null
  const [tree, root] = [highest + 1, highest + 2]
  // The file may end in a string, a hexadecimal string or a stream, each of which would swallow the ending.
  return Buffer.from(
    `\n)>\nendstream\nendobj\n${tree} 0 obj<</Type/Pages/Count ${pages.size}/Kids[${[...pages].join(' ')}]>>endobj\n` +
      `${root} 0 obj<</Type/Catalog/Pages ${tree} 0 R>>endobj\ntrailer<</Size ${root + 1}/Root ${root} 0 R>>\n%%EOF\n`,
  )
}

// PDFium accepts no object number beyond four million.
const OBJECT = /(?<!\d)([1-9]\d{0,6})[ \r\n]+(\d{1,5})[ \r\n]+obj\b/g
const LONGEST_DICTIONARY = 4096
const DICTIONARY = /^[^]*?(?=endobj|stream)/
const PAGE = /\/Type\s*\/Page(?![A-Za-z])/
// So that a file full of object headers is not searched for minutes.
const MOST_OBJECTS = 250_000
