import { describe, expect, test } from 'vitest'
import { decodeText, looksLikeText } from './encoding.ts'

const persian = 'از آنجا که شناسائی حیثیت ذاتی، آزادی و عدالت و صلح را در جهان تشکیل میدهد پژوهش گچ'
const cyrillic = 'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом.'
const french =
  'Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.'
const arabic = 'يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً'

/** The bytes of `text` in a single-byte encoding, found by decoding all 256. */
export function encodeAs(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  )
  return Uint8Array.from(text, (character) => byteOf.get(character) ?? 0x3f)
}
const utf16 = (text: string, mark: boolean) =>
  new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'))
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16())

describe('decodeText', () => {
  test.each([
    ['UTF-8', Buffer.from(persian), persian, 'utf-8', false],
    ['UTF-8 with a mark', Buffer.from('\ufeff' + persian), persian, 'utf-8', false],
    ['UTF-16LE with a mark', utf16(persian, true), persian, 'utf-16le', false],
    ['UTF-16BE with a mark', swapped(utf16(persian, true)), persian, 'utf-16be', false],
    ['UTF-16LE without', utf16(persian, false), persian, 'utf-16le', true],
    ['UTF-16BE without', swapped(utf16(french, false)), french, 'utf-16be', true],
    ['Arabic in windows-1256', encodeAs(arabic, 'windows-1256'), arabic, 'windows-1256', true],
    ['Arabic in ISO 8859-6', encodeAs(arabic.replace('،', ''), 'iso-8859-6'), arabic, 'iso-8859-6', true],
    ['two Arabic words', encodeAs('حقوق الإنسان', 'windows-1256'), 'حقوق الإنسان', 'windows-1256', true],
    ['Cyrillic in windows-1251', encodeAs(cyrillic, 'windows-1251'), cyrillic, 'windows-1251', true],
    ['French in windows-1252', encodeAs(french, 'windows-1252'), french, 'windows-1252', true],
  ])('%s', async (_, bytes, text, encoding, isGuessed) => {
    expect(await decodeText(bytes)).toEqual({ text, encoding, isGuessed })
  })

  test('trusts a declared encoding, except against the bytes themselves', async () => {
    const short = encodeAs('ذ é', 'windows-1256')
    expect(await decodeText(short, { declared: 'Windows-1256' })).toMatchObject({
      text: 'ذ é',
      encoding: 'windows-1256',
      isGuessed: false,
    })
    expect(await decodeText(Buffer.from(persian), { declared: 'windows-1256' })).toMatchObject({
      text: persian,
      encoding: 'utf-8',
    })
    const lying = await decodeText(encodeAs(persian.replaceAll('ی', 'ي'), 'windows-1256'), {
      declared: 'utf-8',
    })
    expect(lying).toMatchObject({ encoding: 'windows-1256', isGuessed: true })
    expect((await decodeText(Buffer.from('plain'), { declared: 'no-such-set' })).text).toBe('plain')
  })

  test('reads UTF-32, with a mark or without', async () => {
    const wide = new Uint8Array(new Uint32Array(Array.from(persian, (sign) => sign.codePointAt(0)!)).buffer)
    const marked = new Uint8Array(Buffer.concat([Uint8Array.of(0xff, 0xfe, 0, 0), wide]))
    expect(await decodeText(wide)).toEqual({ text: persian, encoding: 'utf-32le', isGuessed: true })
    expect(await decodeText(marked)).toEqual({ text: persian, encoding: 'utf-32le', isGuessed: false })
    expect(looksLikeText(wide)).toBe(true)
  })

  test('reads UTF-7 and marks an unknown declared encoding as a guess', async () => {
    expect(await decodeText(Buffer.from('+Bi0GQgZIBkI- +-'), { declared: 'utf-7' })).toMatchObject({
      text: 'حقوق +',
    })
    expect(await decodeText(Buffer.from('~{HKH(~}'), { declared: 'hz' })).toMatchObject({ isGuessed: true })
    expect((await decodeText(Buffer.from('plain'), { declared: 'utf-16' })).text).toBe('plain')
  })

  test('does not accept that Arabic letters are Latin', async () => {
    const bytes = encodeAs(arabic, 'windows-1256')
    expect(await decodeText(bytes, { declared: 'iso-8859-1' })).toMatchObject({
      text: arabic,
      isGuessed: true,
    })
    const latin = await decodeText(encodeAs(french, 'windows-1252'), { declared: 'iso-8859-1' })
    expect(latin).toMatchObject({ text: french, isGuessed: false })
  })

  test('examines the letters wherever they are, and each line of a mixture', async () => {
    const late = Buffer.concat([
      Buffer.from('plain ascii\n'.repeat(10_000)),
      encodeAs(arabic, 'windows-1256'),
    ])
    expect((await decodeText(new Uint8Array(late))).text).toContain(arabic)
    const mixed = Buffer.concat([Buffer.from(`${persian}\n`), encodeAs(`${arabic}\n`, 'windows-1256')])
    expect(await decodeText(new Uint8Array(mixed))).toEqual({
      text: `${persian}\n${arabic}\n`,
      encoding: 'utf-8, windows-1256',
      isGuessed: true,
    })
  })

  test('keeps UTF-8 with one bad byte, and UTF-8 truncated inside a character', async () => {
    const damaged = new Uint8Array(Buffer.from(persian))
    damaged[20] = 0xff
    expect(await decodeText(damaged)).toMatchObject({ encoding: 'utf-8', isGuessed: true })
    const cut = Buffer.from(persian).subarray(0, 21)
    expect(await decodeText(cut, { isCut: true })).toMatchObject({ encoding: 'utf-8', isGuessed: false })
  })
})

describe('looksLikeText', () => {
  test.each([
    ['words', Buffer.from('words\r\n\f'), true],
    ['UTF-16 without a mark', utf16(persian, false), true],
    ['nothing', new Uint8Array(), false],
    ['zeros', new Uint8Array(4096), false],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), false],
    ['controls', Uint8Array.from({ length: 400 }, (_, at) => (at % 16) + 1), false],
  ])('%s', (_, bytes, isText) => {
    expect(looksLikeText(bytes)).toBe(isText)
  })
})
