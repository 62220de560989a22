import { describe, expect, it } from 'vitest'
import { decodeReferences } from './character-references.ts'

const named = (name: string) => ({ amp: '&', lt: '<' })[name]

describe('character references', () => {
  it.each([
    ['a &lt; b &amp; c', 'a < b & c'],
    ['&#1605;&#x62e;&#X64A;&#x0645;', 'مخيم'],
    ['&#128512;', '😀'],
    ['&amp;lt;', '&lt;'],
  ])('become what they stand for: %s', (text, decoded) => expect(decodeReferences(text, named)).toBe(decoded))

  it.each(['&unknown;', '&lt', '& lt;', '&#;', '&#x;', '&#99999999;'])(
    'are left alone if they are malformed or unknown: %s',
    (text) => expect(decodeReferences(text, named)).toBe(text),
  )

  it.each(['&#0;', '&#xD800;', '&#57343;', '&#x110000;'])(
    'become U+FFFD if they name no character: %s',
    (text) => expect(decodeReferences(text, named)).toBe('\ufffd'),
  )
})
