import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Host } from '../core/host/host.ts'
import { createUploads, splitName } from './uploads.ts'

let inbox = ''
beforeEach(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'holdfast-inbox-'))
})
afterEach(() => rm(inbox, { recursive: true }))

function uploadsIntoInbox() {
  const issued: string[] = []
  // The two functions of a host that uploads use.
  const host = {
    inboxFolder: () => mkdtemp(join(inbox, 'group-')),
    issueTickets: (paths: readonly string[]) =>
      paths.map((path) => ({ id: `t${issued.push(path)}`, name: path.split('/').at(-1)! })),
  } as Partial<Host> as Host
  return { issued, uploads: createUploads(host) }
}

const bytes = (text: string) => Readable.from([Buffer.from(text)])

describe('uploads', () => {
  it('keep the folders of one choice together, under one ticket', async () => {
    const { issued, uploads } = uploadsIntoInbox()
    const first = await uploads.receive('g', 'case/a/1.txt', bytes('one'))
    const second = await uploads.receive('g', 'case/2.txt', bytes('two'))
    expect(second).toEqual(first)
    expect(first.name).toBe('case')
    expect(await readFile(join(issued[0]!, 'a/1.txt'), 'utf8')).toBe('one')
    expect(await readFile(join(issued[0]!, '2.txt'), 'utf8')).toBe('two')
  })

  it('keep two choices apart, even with the same names', async () => {
    const { issued, uploads } = uploadsIntoInbox()
    await uploads.receive('g', 'a.txt', bytes('one'))
    await uploads.receive('h', 'a.txt', bytes('two'))
    expect(await Promise.all(issued.map((path) => readFile(path, 'utf8')))).toEqual(['one', 'two'])
  })

  it('keep names to the last byte: 255 bytes, Arabic, decomposed', async () => {
    const { issued, uploads } = uploadsIntoInbox()
    const names = [`${'ب'.repeat(125)}x.txt`, 'e\u0301te\u0301.txt', 'ملف 12.pdf']
    for (const name of names) await uploads.receive('g', name, bytes(name))
    expect(issued.map((path) => path.split('/').at(-1))).toEqual(names)
    expect(Buffer.byteLength(names[0]!)).toBe(255)
  })

  it('keep nothing of a file that ended early, and never overwrite another file', async () => {
    const { issued, uploads } = uploadsIntoInbox()
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('the connection was lost')
      })(),
    )
    await expect(uploads.receive('g', 'a.txt', broken)).rejects.toThrow('lost')
    await uploads.receive('g', 'a.txt', bytes('whole'))
    await expect(uploads.receive('g', 'a.txt', bytes('other'))).rejects.toThrow(
      expect.objectContaining({ code: 'request.invalid' }),
    )
    expect(await readFile(issued[0]!, 'utf8')).toBe('whole')
  })

  it.each(['', '.', '..', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a\0', 'x'.repeat(256)])(
    'refuse the name %j',
    async (name) => {
      const { uploads } = uploadsIntoInbox()
      await expect(uploads.receive('g', name, bytes(''))).rejects.toThrow(
        expect.objectContaining({ code: 'request.invalid' }),
      )
      const files = await readdir(inbox, { recursive: true, withFileTypes: true })
      expect(files.filter((entry) => entry.isFile())).toEqual([])
    },
  )

  it('split a plain path into its names', () => {
    expect(splitName('a/b c/..d')).toEqual(['a', 'b c', '..d'])
  })
})
