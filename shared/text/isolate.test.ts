import { describe, expect, it } from 'vitest'
import { isolate } from './isolate.ts'

describe('a text inside a sentence', () => {
  it.each([
    ['Mary', 'Mary'],
    ['/home/mary/2014', '/home/mary/2014'],
    ['مریم', '\u2068مریم\u2069'],
    ['medical/دسترسی', '\u2068medical/دسترسی\u2069'],
    ['/media/پشتیبان/8ffe', '\u2066/media/\u2068پشتیبان\u2069/8ffe\u2069'],
    ['D:\\پرونده\\12', '\u2066D:\\\u2068پرونده\u2069\\12\u2069'],
  ])('%s is isolated when it would reorder its neighbours', (text, apart) => {
    expect(isolate(text)).toBe(apart)
  })
})
