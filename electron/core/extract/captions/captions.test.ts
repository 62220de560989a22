import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCaptions, readCaptions } from './captions.ts'
import { realData } from '../../../../tests/tools/real-data.ts'

const friday = realData('videos/friday.vtt')

const linesOf = (text: string, format: 'vtt' | 'srt' | 'ass') => {
  const { passages, flawed } = parseCaptions(text, format)
  return {
    flawed,
    cues: passages.map(({ locator, text, speaker }) => [locator, text, speaker].filter(Boolean).join('|')),
  }
}

describe('WebVTT', () => {
  test.each<[string, string, string[], number]>([
    [
      'ids, settings and tags',
      'WEBVTT - x\n\nid 1\n00:01.000 --> 00:02.500 line:80%\n<i>Hello</i> <c.red>you</c>',
      ['t:1-2.5|Hello you'],
      0,
    ],
    [
      'every kind of line end',
      'WEBVTT\r\r00:01.000 --> 00:02.000\ra\r\n\r\n00:02.000 --> 00:03.000\nb',
      ['t:1-2|a', 't:2-3|b'],
      0,
    ],
    ['a mark and no final line end', '\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\na', ['t:1-2|a'], 0],
    ['long hours', 'WEBVTT\n\n100:00:00.001 --> 100:00:01.000\na', ['t:360000.001-360001|a'], 0],
    [
      'notes, styles and regions are silent',
      'WEBVTT\n\nNOTE a --> b\nc\n\nSTYLE\n::cue {}\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000\na',
      ['t:1-2|a'],
      0,
    ],
    ['text after the settings is ignored', 'WEBVTT\n\n00:01.000-->00:02.000 align:x !!\na', ['t:1-2|a'], 0],
    [
      'no blank line before a cue',
      'WEBVTT\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb',
      ['t:1-2|a', 't:2-3|b'],
      0,
    ],
    [
      'bad times lose their cue alone',
      'WEBVTT\n\n00:01.00 --> 00:02.000\na\n\n00:60:01.000 --> 01:00:02.000\nb\n\n00:03.000 --> 00:03.000\nc\n\n00:04.000 --> 00:05.0000\nd\n\n00:05.000 --> 00:06.000\ne',
      ['t:5-6|e'],
      4,
    ],
    ['a comma is repaired', 'WEBVTT\n\n00:01,000 --> 00:02,000\na', ['t:1-2|a'], 1],
    ['no signature', '00:01.000 --> 00:02.000\na', ['t:1-2|a'], 1],
    [
      'voices',
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dr. Ali &amp; co>سلام</v>\n<v.loud Mina>بله',
      ['t:1-2|سلام|Dr. Ali & co', 't:1-2|بله|Mina'],
      0,
    ],
    [
      'entities and stamps inside',
      'WEBVTT\n\n00:01.000 --> 00:02.000\na &lt;b&gt; <00:01.500>c&nbsp;&rlm;&#1587;&unknown;',
      ['t:1-2|a <b> c\u00a0\u200fس&unknown;'],
      0,
    ],
    ['U+0000', 'WEBVTT\n\n00:01.000 --> 00:02.000\na\0b', ['t:1-2|a\ufffdb'], 0],
    ['two lines', 'WEBVTT\n\n00:01.000 --> 00:02.000\n a \nb', ['t:1-2|a\nb'], 0],
    [
      'hours without end lose their cue alone',
      `WEBVTT\n\n${'9'.repeat(30)}:00:00.000 --> ${'9'.repeat(40)}:00:00.000\na\n\n00:01.000 --> 00:02.000\nb`,
      ['t:1-2|b'],
      1,
    ],
    ['nothing but the signature', 'WEBVTT', [], 0],
    ['a cue without words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>', [], 0],
    [
      'cues out of order',
      'WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na',
      ['t:1-2|a', 't:5-6|b'],
      0,
    ],
  ])('%s', (_, text, cues, flawed) => {
    expect(linesOf(text, 'vtt')).toEqual({ cues, flawed })
  })
})

describe('SubRip', () => {
  test.each<[string, string, string[], number]>([
    [
      'commas, a mark, CRLF, two lines',
      '\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\na\r\nb\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nc\r\n',
      ['t:1-2.5|a\nb', 't:3-4|c'],
      0,
    ],
    ['dots and short fractions', '1\n0:0:1.5 --> 0:0:2.25\na', ['t:1.5-2.25|a'], 0],
    [
      'no numbers',
      '00:00:01,000 --> 00:00:02,000\na\n\n00:00:03,000 --> 00:00:04,000\nb',
      ['t:1-2|a', 't:3-4|b'],
      1,
    ],
    [
      'no blank line between',
      '1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb',
      ['t:1-2|a', 't:3-4|b'],
      1,
    ],
    [
      'a blank line inside',
      '1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n2\n00:00:03,000 --> 00:00:04,000\nc',
      ['t:1-2|a\nb', 't:3-4|c'],
      1,
    ],
    [
      'tags, positions and a heart',
      '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>a</i> <3 <font color="#fff">b</font> 1 < 2',
      ['t:1-2|a <3 b 1 < 2'],
      0,
    ],
    ['an end before the start keeps its text', '1\n00:00:05,000 --> 00:00:04,000\na', ['t:5|a'], 1],
    [
      'a negative time loses its cue alone',
      '1\n-00:00:01,000 --> 00:00:04,000\na\n\n2\n00:00:05,000 --> 00:00:06,000\nb',
      ['t:5-6|b'],
      1,
    ],
    [
      'hours without end lose their cue alone, and at an end only the end',
      `1\n${'9'.repeat(20)}:00:00,000 --> 00:00:04,000\na\n\n2\n00:00:05,000 --> ${'9'.repeat(400)}:00:06,000\nb`,
      ['t:5|b'],
      2,
    ],
    ['a last line that is a number is text', '1\n00:00:01,000 --> 00:00:02,000\n571', ['t:1-2|571'], 0],
    [
      'overlapping cues',
      '1\n00:00:01,000 --> 00:00:09,000\na\n\n1\n00:00:02,000 --> 00:00:03,000\nb',
      ['t:1-9|a', 't:2-3|b'],
      0,
    ],
  ])('%s', (_, text, cues, flawed) => {
    expect(linesOf(text, 'srt')).toEqual({ cues, flawed })
  })
})

test('SubStation: columns by name, speaker, commas and breaks', () => {
  const text =
    '[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\n' +
    'Dialogue: 0,0:00:01.00,0:00:02.50,Default,مینا,{\\i1}سلام{\\i0}, بله\\Nخیر\nDialogue: 0,x,y,,,z\n'
  expect(linesOf(text, 'ass')).toEqual({ cues: ['t:1-2.5|سلام, بله\nخیر|مینا'], flawed: 1 })
})

test('times and text survive being written as either format', () => {
  const cue = fc.record({
    start: fc.integer({ min: 0, max: 400_000_000 }),
    length: fc.integer({ min: 1, max: 100_000 }),
    text: fc.stringMatching(/^[a-zآ-ی][a-zآ-ی ,.]{0,30}[a-zآ-ی]$/u),
  })
  const stamp = (ms: number, mark: string) =>
    [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':') +
    mark +
    String(ms % 1000).padStart(3, '0')
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1 }), fc.constantFrom('vtt', 'srt'), (cues, format) => {
      const sorted = cues.toSorted((a, b) => a.start - b.start)
      const mark = format === 'vtt' ? '.' : ','
      const body = sorted.map(
        ({ start, length, text }, at) =>
          `${at + 1}\n${stamp(start, mark)} --> ${stamp(start + length, mark)}\n${text}`,
      )
      const read = parseCaptions(
        (format === 'vtt' ? 'WEBVTT\n\n' : '') + body.join('\n\n'),
        format as 'vtt' | 'srt',
      )
      expect(read).toEqual({
        flawed: 0,
        passages: sorted.map(({ start, length, text }) => ({
          locator: `t:${start / 1000}-${(start + length) / 1000}`,
          text,
        })),
      })
    }),
  )
})

test.skipIf(!existsSync(friday))('a real file', async () => {
  const { passages, notes, facts } = await readCaptions(friday, 'vtt')
  expect(passages?.map((passage) => passage.text)).toContain('Tell me, is the lord of the universe in?')
  expect(passages?.[2]?.locator).toBe('t:1.5-2.999')
  expect({ notes, facts }).toEqual({ notes: [], facts: { encoding: 'utf-8' } })
})

test('an entity named like a property of every object is text', () => {
  const { passages } = parseCaptions(
    'WEBVTT\n\n00:00.000 --> 00:01.000\n&constructor; &amp; &toString;\n',
    'vtt',
  )
  expect(passages[0]?.text).toBe('&constructor; & &toString;')
})
