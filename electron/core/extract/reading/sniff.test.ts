import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sniff, sniffFile } from './sniff.ts'
import { realData } from '../../../../tests/tools/real-data.ts'

const utf16 = (text: string) => new Uint8Array(Buffer.from('\ufeff' + text, 'utf16le'))

describe('sniff', () => {
  test.each([
    ['a.txt', Buffer.from('متن'), 'text/plain', 'text'],
    ['a.txt', utf16('از آنجا که'), 'text/plain', 'text'],
    ['BM.txt', Buffer.from('BM begins this note; so do MZ and ID3'), 'text/plain', 'text'],
    ['notes', Buffer.from('MZ begins this note'), 'text/plain', 'text'],
    ['a.md', Buffer.from('# Title'), 'text/markdown', 'text'],
    ['a.csv', Buffer.from('a,b'), 'text/csv', 'text'],
    ['page', Buffer.from('\n<!DOCTYPE html><p>x'), 'text/html', 'text'],
    ['page.html', Buffer.from('no tags at all'), 'text/html', 'text'],
    ['mail', Buffer.from('Received: x\nFrom: a@b\nDate: now\n\nHello'), 'message/rfc822', 'text'],
    ['letter.txt', Buffer.from('From: a\nTo: b\n\nHello'), 'text/plain', 'text'],
    ['talk.txt', Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nx'), 'text/vtt', 'captions'],
    ['talk', Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nx'), 'application/x-subrip', 'captions'],
    ['talk.srt', Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nx'), 'application/x-subrip', 'captions'],
    ['x.txt', Buffer.from('%PDF-1.4\n'), 'application/pdf', 'text'],
    ['x.pdf', Buffer.from(`\x1b%-12345X@PJL${'\r\n'.repeat(300)}%PDF-1.4\n`), 'application/pdf', 'text'],
    ['x.pdf', Buffer.concat([new Uint8Array(128), Buffer.from('%PDF-1.4\n')]), 'application/pdf', 'text'],
    ['x', Buffer.from('\ufeff\r\n%PDF-1.4\n'), 'application/pdf', 'text'],
    ['x.pdf', Buffer.from(`${' '.repeat(1024)}%PDF-1.4\n`), 'text/plain', 'text'],
    ['x.md', Buffer.from('Such a file begins with\n%PDF-1.4\n'), 'text/markdown', 'text'],
    ['x.txt', Buffer.from('{\\rtf1 x}'), 'application/rtf', 'text'],
    ['zeros.txt', new Uint8Array(5000), 'application/octet-stream', 'other'],
    ['empty.txt', new Uint8Array(), 'text/plain', 'text'],
    ['empty', new Uint8Array(), 'application/octet-stream', 'other'],
    ['a.docx', zipSync({ 'other.bin': strToU8('x') }), expect.stringContaining('wordprocessingml'), 'text'],
    ['a.zip', zipSync({ 'other.bin': strToU8('x') }), 'application/zip', 'other'],
    [
      'a.png',
      Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82),
      'image/png',
      'image',
    ],
    ['cut.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0'), 'video/mp4', 'video'],
  ])('%s is %s', async (name, bytes, mediaType, category) => {
    expect(await sniff(name, bytes)).toEqual({ mediaType, category })
  })

  test.skipIf(!existsSync(realData('.')))('real files are what their names say', async () => {
    const expected: Record<string, string> = {
      doc: 'application/msword text',
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document text',
      eml: 'message/rfc822 text',
      html: 'text/html text',
      odt: 'application/vnd.oasis.opendocument.text text',
      pdf: 'application/pdf text',
      rtf: 'application/rtf text',
      txt: 'text/plain text',
      mp4: 'video/mp4 video',
      vtt: 'text/vtt captions',
    }
    for (const folder of ['documents', 'videos'])
      for (const name of await readdir(realData(folder))) {
        const { mediaType, category } = await sniffFile(realData(`${folder}/${name}`), name)
        expect(`${name} ${mediaType} ${category}`).toBe(`${name} ${expected[name.split('.').pop()!]}`)
      }
  })
})
