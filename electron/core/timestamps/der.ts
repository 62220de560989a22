/** One element of a DER structure: its tag byte, all its bytes, its content, and the elements within it. */
export interface DerElement {
  readonly tag: number
  readonly bytes: Uint8Array
  readonly content: Uint8Array
  readonly children: readonly DerElement[]
}

export const tags = {
  octetString: 0x04,
  objectIdentifier: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
} as const

// A token with a long chain has about 20,000 bytes, 1,000 elements and a depth of 20.
const MOST_BYTES = 1 << 20
const MOST_ELEMENTS = 20_000
const MOST_LEVELS = 40
const CONSTRUCTED = 0x20
const MUST_BE_CONSTRUCTED = new Set([0x10, 0x11])

/**
 * Parses `bytes` as one DER element, down to its leaves. Throws a plain error for everything that is not DER: a
 * length that is indefinite, too long or not the shortest, a constructed string, missing or trailing bytes.
 */
export function readDer(bytes: Uint8Array): DerElement {
  if (bytes.length > MOST_BYTES) throw new Error(`${bytes.length} bytes are too many`)
  const budget = { elements: MOST_ELEMENTS }
  const element = readElement(bytes, 0, budget)
  if (element.bytes.length !== bytes.length) throw new Error('there are bytes after the end')
  return element
}

function readElement(bytes: Uint8Array, level: number, budget: { elements: number }): DerElement {
  if (--budget.elements < 0) throw new Error('too many elements')
  if (level > MOST_LEVELS) throw new Error('too many levels')
  const [tag, first] = bytes
  if (tag === undefined || first === undefined) throw new Error('the bytes end too early')
  checkTag(tag)
  const { start, length } = readLength(bytes, first)
  const end = start + length
  if (end > bytes.length) throw new Error('the bytes end too early')
  const content = bytes.subarray(start, end)
  const children = tag & CONSTRUCTED ? readChildren(content, level + 1, budget) : []
  return { tag, bytes: bytes.subarray(0, end), content, children }
}

function readChildren(content: Uint8Array, level: number, budget: { elements: number }): DerElement[] {
  const children: DerElement[] = []
  for (let at = 0; at < content.length;) {
    const child = readElement(content.subarray(at), level, budget)
    children.push(child)
    at += child.bytes.length
  }
  return children
}

function checkTag(tag: number): void {
  const number = tag & 0x1f
  if (number === 0x1f) throw new Error('a tag of several bytes')
  const isUniversal = (tag & 0xc0) === 0
  if (isUniversal && Boolean(tag & CONSTRUCTED) !== MUST_BE_CONSTRUCTED.has(number))
    throw new Error(`the tag ${tag} is not allowed in DER`)
}

function readLength(bytes: Uint8Array, first: number): { start: number; length: number } {
  if (first < 0x80) return { start: 2, length: first }
  const count = first & 0x7f
  if (count === 0) throw new Error('an indefinite length, so BER and not DER')
  if (count > 4) throw new Error('a length that is too large')
  const digits = bytes.subarray(2, 2 + count)
  if (digits.length < count) throw new Error('the bytes end too early')
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0)
  if (digits[0] === 0 || length < 0x80) throw new Error('a length that is not in its shortest form')
  return { start: 2 + count, length }
}

/** Returns the child at `index`, which must have the tag `tag`; throws a plain error otherwise. */
export function childOf(parent: DerElement, index: number, tag: number): DerElement {
  const child = parent.children[index]
  if (child?.tag !== tag) throw new Error(`element ${index} does not have the tag ${tag}`)
  return child
}

/** Returns bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array | ArrayBuffer): string {
  return Buffer.from(bytes as Uint8Array).toString('hex')
}

/** Returns the digits of a positive integer without leading zeros, so that equal numbers have equal digits. */
export function integerHex(bytes: Uint8Array | ArrayBuffer): string {
  return bareHex(hexOf(bytes))
}

/** Returns hexadecimal digits in lower case, without leading zeros. */
export function bareHex(digits: string): string {
  return digits.toLowerCase().replace(/^0+(?=.)/, '')
}
