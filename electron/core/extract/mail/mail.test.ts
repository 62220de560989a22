import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMail } from './mail.ts'
import type { Parts } from '../reading/parts.ts'

/** Reads no attachments but reports each. */
let attached: string[] = []
const parts: Parts = {
  isShallow: false,
  async read({ name }) {
    attached.push(name)
    return []
  },
}

async function read(...lines: string[]) {
  const path = join(await mkdtemp(join(tmpdir(), 'holdfast-mail-')), 'object')
  await writeFile(path, lines.join('\r\n'))
  const { passages, notes, title } = await readMail(path, parts)
  return { texts: passages?.map(({ text }) => text), notes, title }
}

describe('readMail', () => {
  test('returns the headers as written, then the text', async () => {
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
      'To: b@example.org, Group: c@example.org, D <d@example.org>;',
      'Date: Fri, 10 Oct 2014 09:30:00 +0330',
      'First paragraph.',
      'دوم',
    ])
    expect(notes).toEqual([])
  })

  test('reads the HTML part when there is no plain one, and names attachments', async () => {
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
    expect(texts?.join('\n')).not.toMatch(/alert|example\.org/)
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

  const HEAD = ['From: a@b', 'Subject: s', 'MIME-Version: 1.0']
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const multipart = (type: string, ...lines: string[]) => [
    ...HEAD,
    `Content-Type: multipart/${type}`,
    '',
    ...lines,
  ]

  test.each([
    [
      'the other form',
      multipart(
        'alternative; boundary=x',
        '--x',
        '',
        'hi',
        '--x',
        'Content-Type: text/html',
        '',
        '<p>واژه',
        '--x--',
      ),
    ],
    [
      'a boundary that never comes',
      multipart(
        'mixed; boundary=other',
        '--x',
        'Content-Transfer-Encoding: base64',
        '',
        base64('واژه'),
        '--x--',
      ),
    ],
    ['no boundary', multipart('mixed', '--x', 'Content-Type: text/plain', '', 'واژه')],
    ['behind the end', multipart('mixed; boundary=x', '--x', '', 'hi', '--x--', 'واژه')],
    [
      'a message inside',
      multipart(
        'mixed; boundary=x',
        '--x',
        'Content-Type: message/rfc822',
        '',
        'Subject: y',
        'Content-Transfer-Encoding: base64',
        '',
        base64('واژه'),
      ),
    ],
    [
      'an attached text',
      multipart(
        'mixed; boundary=x',
        '--x',
        'Content-Disposition: attachment; filename=a.txt',
        'Content-Transfer-Encoding: base64',
        '',
        base64('واژه'),
      ),
    ],
    ['text of another kind', [...HEAD, 'Content-Type: text/enriched', '', 'واژه']],
    ['a page with a style that never ends', [...HEAD, 'Content-Type: text/html', '', '<style>p{}<p>واژه']],
    ['a wrong type', [...HEAD, 'Content-Type: application/pdf', '', 'واژه']],
    ['a wrong encoding', [...HEAD, 'Content-Transfer-Encoding: base64', '', 'not base64: واژه']],
    ['a wrong charset', [...HEAD, 'Content-Type: text/plain; charset=us-ascii', '', 'واژه']],
    ['an unknown charset', [...HEAD, 'Content-Type: text/plain; charset=x-who', '', 'واژه']],
    ['UTF-7', [...HEAD, 'Content-Type: text/plain; charset=utf-7', '', '+Bkg-+Bic-+Bpg-+Bkc-']],
    ['uuencode', [...HEAD, '', 'see', 'begin 644 a.txt', '(V8C8I]J8V8<', '`', 'end']],
    ['a blank line first', ['', ...HEAD, 'Content-Transfer-Encoding: base64', '', base64('واژه')]],
    [
      'ten million blank lines first',
      ['\n'.repeat(10_000_000), ...HEAD, 'Content-Transfer-Encoding: base64', '', base64('واژه')],
    ],
    ['a mark first', ['\ufeffContent-Transfer-Encoding: base64', ...HEAD, '', base64('واژه')]],
    ['a second subject', ['Subject: واژه', ...HEAD, '', 'x']],
    ['a second sender', [...HEAD, 'From: واژه <c@d>', '', 'x']],
    ['a blind copy', [...HEAD, 'Bcc: واژه <c@d>', '', 'x']],
    ['a word cut in a letter', ['Subject: =?utf-8?B?2YjYp9o=?= =?utf-8?B?mNmH?=', '', 'x']],
    ['a word in another charset', [`Subject: =?iso-8859-1?B?${base64('واژه')}?=`, '', 'x']],
    [
      'a name in pieces out of order',
      [
        ...HEAD,
        `Content-Disposition: attachment; filename*1*=%98%D9%87; filename*0*=utf-8''%D9%88%D8%A7%DA`,
        '',
        'x',
      ],
    ],
  ])('finds a word in %s', async (_, lines) => {
    const { texts } = await read(...lines)
    expect(texts?.join('\n')).toMatch(/(?<!\p{L})واژه/u)
  })

  test('reads every message of a mailbox, and mail with old line ends', async () => {
    const message = (word: string) => [
      'From a@b now',
      ...HEAD,
      'Content-Transfer-Encoding: base64',
      '',
      base64(word),
      '',
    ]
    const { texts, title } = await read(...message('یک'), ...message('دو'))
    expect(texts).toEqual(expect.arrayContaining(['یک', 'دو']))
    expect(title).toBe('')
    const old = await read([...HEAD, 'Content-Transfer-Encoding: base64', '', base64('یک')].join('\r'))
    expect(old).toMatchObject({ texts: ['Subject: s', 'From: a@b', 'یک'], title: 's' })
  })

  test('passes attachments on, and reports those it cannot read', async () => {
    const pdf = multipart(
      'mixed; boundary=x',
      '--x',
      'Content-Type: application/pdf',
      'Content-Transfer-Encoding: base64',
      '',
      base64('%PDF-1.7\n\0'),
    )
    attached = []
    await read(...pdf)
    expect(attached).toEqual(['application/pdf'])
    const sealed = [...HEAD, '', '-----BEGIN PGP MESSAGE-----', 'hQEMA']
    expect((await read(...sealed)).notes).toEqual(['encrypted'])
    expect((await read('Subject: one', 'Subject: two', '', 'x')).notes).toEqual(['damaged'])
  })

  test('does not repeat what the other form says as well', async () => {
    const { texts } = await read(
      ...multipart(
        'alternative; boundary=x',
        '--x',
        '',
        'One two three four.',
        '--x',
        'Content-Type: text/html',
        '',
        '<p>One two <b>three</b> four.<p>Not one two.',
        '--x--',
      ),
    )
    expect(texts).toEqual(['Subject: s', 'From: a@b', 'One two three four.', 'Not one two.'])
  })
})
