import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMail } from './mail.ts'
import type { Parts } from './parts.ts'

/** Reads no attachment. */
const parts: Parts = { read: async () => [], miss: () => {} }

async function read(...lines: string[]) {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-mail-')), 'object')
  await writeFile(path, lines.join('\r\n'))
  const { passages, notes, title } = await readMail(path, parts)
  return { texts: passages?.map(({ text }) => text), notes, title }
}

describe('readMail', () => {
  test('gives the head as written, then the text', async () => {
    const { texts, title, notes } = await read(
      'From: =?windows-1256?B?x+HN3vbm3g==?= <a@example.org>',
      'To: b@example.org, Group: c@example.org, D <d@example.org>;',
      'Date: Fri, 10 Oct 2014 09:30:00 +0330',
      'Subject: =?UTF-8?B?2KLYstin2K/bjA==?=',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'First paragraph.',
      '',
      'دوم',
    )
    expect(title).toBe('آزادی')
    expect(texts?.slice(0, 1)).toEqual(['Subject: آزادی'])
    expect(texts?.slice(2)).toEqual([
      'To: b@example.org, Group: c@example.org, D <d@example.org>',
      'Date: Fri, 10 Oct 2014 09:30:00 +0330',
      'First paragraph.',
      'دوم',
    ])
    expect(notes).toEqual([])
  })

  test('reads the HTML part where there is no plain one, and names attachments', async () => {
    const { texts } = await read(
      'Subject: x',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello<script>alert(1)</script><p><img src="http://example.org/x">there',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: inner',
      '',
      'inner text',
      '--b',
      'Content-Type: image/png; name="عکس.png"',
      'Content-Disposition: attachment; filename="photo.png"',
      '',
      'AAAA',
      '--b--',
    )
    expect(texts).toContain('Hello')
    expect(texts).toContain('there')
    expect(texts).toContain('Attachment: photo.png')
    expect(texts?.join('\n')).not.toMatch(/alert|inner text|example\.org/)
  })

  test('parts nested without end are noted, not followed, and read as text', async () => {
    const nested = Array.from({ length: 400 }, (_, depth) => [
      `Content-Type: multipart/mixed; boundary=b${depth}`,
      '',
      `--b${depth}`,
    ]).flat()
    const { texts, notes } = await read('Subject: x', ...nested, 'Content-Type: text/plain', '', 'deep')
    expect(notes).toEqual(['damaged'])
    expect(texts?.join(' ')).toContain('deep')
  })
})
