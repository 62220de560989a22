import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readJson } from './read-json.ts'

const Place = z.object({ name: z.string(), count: z.int().default(0) })
const text = '{"name":"مخيم","extra":true}'

describe('reading a JSON file', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-json-'))
    path = join(folder, 'place.json')
  })
  afterEach(async () => await rm(folder, { recursive: true }))

  it('returns what the schema parses it to', async () => {
    await writeFile(path, text)
    expect(await readJson(path, Place)).toEqual({ name: 'مخيم', count: 0 })
  })

  it.each([
    ['an empty file', ''],
    ['a file of zero bytes, as after a power cut', '\0'.repeat(64)],
    ['a file that was cut', text.slice(0, -2)],
    ['another shape', '{"name":7}'],
    ['bare null', 'null'],
  ])('returns null for %s', async (_, content) => {
    await writeFile(path, content)
    expect(await readJson(path, Place)).toBeNull()
  })

  it('returns null when the file is missing, or a folder is in its place', async () => {
    expect(await readJson(path, Place)).toBeNull()
    expect(await readJson(folder, Place)).toBeNull()
  })

  it('returns null for a link to one, and for a file with more bytes than it may have', async () => {
    await writeFile(path, text)
    const link = join(folder, 'link.json')
    await symlink(path, link)
    expect(await readJson(link, Place)).toBeNull()
    expect(await readJson(path, Place, Buffer.byteLength(text) - 1)).toBeNull()
    expect(await readJson(path, Place, Buffer.byteLength(text))).not.toBeNull()
  })
})
