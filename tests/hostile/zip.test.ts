import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unzipSafely, ZipRefusal } from '../../electron/core/extract/zip/zip.ts'
import { cases } from '../tools/level.ts'
import { archives, evilNames } from './archives.ts'
import { zipOf } from './zip.ts'

const all = () => true
const MB = 1024 * 1024

function noteOf(bytes: Uint8Array, wants: (name: string) => boolean = all): string {
  try {
    unzipSafely(bytes, wants)
    return 'read'
  } catch (error) {
    if (error instanceof ZipRefusal) return error.note
    throw error
  }
}

const zeros = (sizeBytes: number) => Buffer.alloc(sizeBytes)

describe('unzipSafely', () => {
  test.each([
    ['9 MB of zeros, declared truthfully', zipOf([{ name: 'a', bytes: zeros(9 * MB) }]), 'too-large'],
    [
      '9 MB declared as 10 bytes',
      zipOf([{ name: 'a', bytes: zeros(9 * MB), declaredSize: 10 }]),
      'too-large',
    ],
    [
      '10 bytes declared as 4 GB',
      zipOf([{ name: 'a', bytes: 'abcdefghij', declaredSize: 0xffffffff }]),
      'read',
    ],
    [
      'packed bytes beyond the end',
      zipOf([{ name: 'a', bytes: 'a', declaredPacked: 0xfffffff0 }]),
      'damaged',
    ],
    [
      'overlapping entries',
      zipOf([
        { name: 'a', bytes: 'a' },
        { name: 'b', bytes: 'a', sameAs: 0 },
      ]),
      'damaged',
    ],
    [
      'thousands of entries',
      zipOf(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}`, bytes: '' }))),
      'too-large',
    ],
    ['fewer entries than declared', zipOf([{ name: 'a', bytes: 'a' }], { declaredEntries: 2 }), 'damaged'],
    ['a password', zipOf([{ name: 'a', bytes: 'a', flags: 1 }]), 'encrypted'],
    ['an unknown compression method', zipOf([{ name: 'a', bytes: 'a', method: 12 }]), 'damaged'],
    ['nothing', new Uint8Array(), 'damaged'],
  ])('%s', (_, bytes, note) => {
    expect(noteOf(bytes)).toBe(note)
  })

  test('many entries, each within the limit, exceed it together', () => {
    const text = Array.from({ length: 60_000 }, (_, at) => `${at} `).join('')
    const bytes100 = Buffer.alloc(100 * MB, text)
    // Compressed lightly and only once: not the ratio of a bomb, and little work.
    const entry = { bytes: bytes100, packed: deflateRawSync(bytes100, { level: 1 }) }
    const bytes = zipOf(['a', 'b', 'c'].map((name) => ({ name, ...entry })))
    expect(noteOf(bytes, (name) => name === 'a')).toBe('read')
    expect(noteOf(bytes)).toBe('too-large')
  })

  test('names lead nowhere: they are keys, whatever they say', () => {
    const entries = unzipSafely(zipOf(evilNames.map((name) => ({ name, bytes: 'words' }))), all)
    expect(Object.getPrototypeOf(entries)).toBe(Object.prototype)
    expect(Object.hasOwn(entries, '__proto__')).toBe(true)
    expect(Object.keys(entries)).toContain('../../outside.xml')
  })

  test('reads every entry, byte for byte, and the last of several with the same name', () => {
    const bytes = fc.uint8Array({ maxLength: 2000 })
    const name = fc.string({ unit: 'grapheme', maxLength: 20 })
    const entries = fc.array(fc.record({ name, bytes, isStored: fc.boolean() }), { maxLength: 20 })
    fc.assert(
      fc.property(entries, (written) => {
        const read = unzipSafely(zipOf(written), all)
        const wanted = Object.fromEntries(written.map((each) => [each.name, [...each.bytes]]))
        expect(Object.fromEntries(Object.entries(read).map(([key, value]) => [key, [...value]]))).toEqual(
          wanted,
        )
      }),
    )
  })

  test('any change of any byte is read or refused, and never more', () => {
    const real = zipOf(['a.xml', 'b.xml', 'c.xml'].map((name) => ({ name, bytes: `${name} `.repeat(50) })))
    const change = fc.record({ at: fc.nat(real.length - 1), value: fc.nat(255), cut: fc.nat(real.length) })
    fc.assert(
      fc.property(change, ({ at, value, cut }) => {
        const bytes = Buffer.from(real)
        bytes[at] = value
        expect(['read', 'damaged', 'too-large', 'encrypted']).toContain(noteOf(bytes))
        expect(['read', 'damaged', 'too-large', 'encrypted']).toContain(noteOf(bytes.subarray(0, cut)))
      }),
      cases(300, 20_000),
    )
  })

  test('the bombs of the corpus are bombs', () => {
    const bomb = archives.find(({ name }) => name === 'bomb-that-says-it-is-small.docx')!.make()
    const start = Buffer.from(bomb).indexOf('word/document.xml') + 'word/document.xml'.length
    expect(() => inflateRawSync(bomb.subarray(start), { maxOutputLength: 300 * MB })).toThrow(RangeError)
    expect(noteOf(bomb)).toBe('too-large')
  })
})
