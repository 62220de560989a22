import { describe, expect, test } from 'vitest'
import { parseRtf } from './rtf.ts'

const read = (rtf: string) => parseRtf(Buffer.from(rtf, 'latin1')).paragraphs

describe('parseRtf', () => {
  test.each([
    ['paragraphs and breaks', String.raw`{\rtf1 one\line two\par {\b three}\par}`, ['one\ntwo', 'three']],
    ['the code page of the document', String.raw`{\rtf1\ansi\ansicpg1256 \'c7\'db\'d2}`, ['اغز']],
    [
      'the character set of a font',
      String.raw`{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset178 B;}}\f0 \'e9 {\f1\'e1\'c7} \'e9}`,
      ['é لا é'],
    ],
    [
      'units with a substitute',
      String.raw`{\rtf1\u1570?\u1586\'3f\u-10179 ?\u-8704 ?\uc0\u1575 x}`,
      ['آز😀اx'],
    ],
    ['two substitutes', String.raw`{\rtf1\uc2\u1570\'81\'40b}`, ['آb']],
    [
      'destinations are silent',
      String.raw`{\rtf1{\info{\title x}}{\*\unknown y}{\pict 0102}{\stylesheet{\s0 Normal;}}word{\field{\*\fldinst HYPERLINK "z"}{\fldrslt shown}}}`,
      ['wordshown'],
    ],
    [
      'a text box is read',
      String.raw`{\rtf1 a\par{\shp{\*\shpinst\shpleft0{\sp{\sn n}{\sv v}}{\shptxt b\par}}}}`,
      ['a', 'b'],
    ],
    ['binary data is passed over', '{\\rtf1 a{\\pict\\bin5 }}}}}}b}', ['ab']],
    ['symbols', String.raw`{\rtf1 a\~b\_c\-d\\\{\}\emdash}`, ['a\u00a0b\u2011cd\\{}—']],
    ['bytes that are not escaped', '{\\rtf1\\ansicpg1256 \xc7\x81\xe1}', ['اپل']],
    ['lines of the file are no lines of the text', '{\\rtf1 one\r\n two}', ['one two']],
    ['an end that is missing', String.raw`{\rtf1 {one {two`, ['one two']],
    ['too many ends', String.raw`{\rtf1 one}}}} two`, ['one two']],
    ['nothing', '', []],
  ])('%s', (_, rtf, paragraphs) => {
    expect(read(rtf)).toEqual(paragraphs)
  })

  test.each([
    ['whole', '{\\rtf1 a{\\pict\\bin5 }}}}}}b}', true, ['ab']],
    ['cut inside a group', '{\\rtf1 one\\par two {\\b thr', false, ['one', 'two thr']],
    ['cut inside a picture', '{\\rtf1 one\\par{\\pict\\bin999 ab}cd}ef', false, ['one']],
    ['data that runs over the end', '{\\rtf1 one\\par\\bin999999 two\\par}', false, ['one', 'two']],
  ])('tells whether a file is complete: %s', (_, rtf, isComplete, paragraphs) => {
    expect(parseRtf(Buffer.from(rtf, 'latin1'))).toEqual({ isComplete, paragraphs })
  })

  test('survives groups nested a hundred thousand deep', () => {
    expect(read(`{\\rtf1 ${'{'.repeat(100_000)}deep${'}'.repeat(100_000)}}`)).toEqual(['deep'])
  })
})

test('control words named like a property of every object add nothing to the text', () => {
  const rtf = String.raw`{\rtf1 one\constructor two\toString three\valueOf four}`
  expect(parseRtf(new TextEncoder().encode(rtf)).paragraphs.join('')).toBe('onetwothreefour')
})
