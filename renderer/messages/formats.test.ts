import { describe, expect, it } from 'vitest'
import { createFormats } from './formats.ts'

const formats = createFormats('en')

describe('createFormats', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_440_000, '1.4 MB'],
    [214_000_000, '214 MB'],
    [3_000_000_000, '3 GB'],
  ])('writes %i bytes as %s', (bytes, text) => expect(formats.bytes(bytes)).toBe(text))

  it.each([
    [0, '0:00'],
    [62_900, '1:02'],
    [3_723_000, '1:02:03'],
  ])('writes %i ms as %s', (ms, text) => expect(formats.duration(ms)).toBe(text))

  it('writes an instant to the second with the zone it is written in', () => {
    const written = formats.exactInstant('2014-09-18T05:35:07.120Z')
    const [day, time, zone] = written.split(' ') as [string, string, string]
    const back = new Date(`${day}T${time}${zone.replace('−', '-')}`)
    expect(back.toISOString()).toBe('2014-09-18T05:35:07.000Z')
  })

  it('names languages, and leaves anything else alone', () => {
    expect(formats.languageName('fa')).toBe('Persian')
    expect(formats.languageName('not a tag')).toBe('not a tag')
  })
})
