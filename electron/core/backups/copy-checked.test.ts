import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFolder } from '../../../tests/tools/disk-folder.ts'
import { AppError } from '../../../shared/errors.ts'
import { copyChecked, hashFile, type CopyRequest } from './copy-checked.ts'

const MEGABYTE = 1 << 20
const block = Buffer.alloc(MEGABYTE)
const bytes = randomBytes(32 * MEGABYTE)

let folder: string
let from: string
let to: string
let draft: string
beforeEach(async () => {
  folder = await mkdtemp(join(diskFolder(), 'holdfast-copy-'))
  ;[from, to, draft] = ['from', 'to', 'to.part'].map((name) => join(folder, name)) as [string, string, string]
  await writeFile(from, bytes)
})
afterEach(async () => await rm(folder, { recursive: true }))

const copy = (request: CopyRequest, onBytes: (count: number) => void = () => undefined) =>
  copyChecked(from, to, request, { block, onBytes })
const exists = async (path: string) =>
  await stat(path).then(
    () => true,
    () => false,
  )
/** How much this process has written so far, whether it reached the disk or not. */
const written = () => Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))![1])

describe('an incomplete copy', () => {
  it.skipIf(process.platform !== 'linux')('is continued, and only what is missing is written', async () => {
    // As a pulled plug leaves it: its length is right, but its last bytes were never written.
    await writeFile(draft, Buffer.concat([bytes.subarray(0, 24 * MEGABYTE), Buffer.alloc(MEGABYTE)]))
    const { ino } = await stat(draft)
    const before = written()
    expect(copy({ isResumable: true })).toMatchObject({ sizeBytes: bytes.length })
    expect(written() - before).toBeLessThan(16 * MEGABYTE)
    expect((await stat(to)).ino).toBe(ino)
    expect((await readFile(to)).equals(bytes)).toBe(true)
  })

  it('is truncated when it is longer than what is copied', async () => {
    await writeFile(draft, Buffer.concat([bytes, bytes.subarray(0, 5)]))
    copy({ isResumable: true })
    expect((await readFile(to)).equals(bytes)).toBe(true)
  })

  it.each([true, false])('is left by a stop if it can be continued: %s', async (isResumable) => {
    let blocks = 0
    const stop = () => {
      if ((blocks += 1) === 8) throw new AppError('backups.cancelled')
    }
    expect(() => copy({ isResumable }, stop)).toThrow(expect.objectContaining({ code: 'backups.cancelled' }))
    expect(await exists(draft)).toBe(isResumable)
    expect(await exists(to)).toBe(false)
    copy({ isResumable })
    expect((await readFile(to)).equals(bytes)).toBe(true)
    expect(await exists(draft)).toBe(false)
  })

  it.each([
    ['a link', symlink],
    ['another name of a file', link],
  ])('is written from scratch when %s is in its place, and that is not written to', async (_, place) => {
    const victim = join(folder, 'victim')
    await writeFile(victim, 'untouched')
    await place(victim, draft)
    copy({ isResumable: true })
    expect(await readFile(victim, 'utf8')).toBe('untouched')
    expect((await readFile(to)).equals(bytes)).toBe(true)
  })

  it('is removed when the source has other bytes than requested', async () => {
    await writeFile(draft, bytes.subarray(0, MEGABYTE))
    const other = hashFile(draft, { block, onBytes: () => undefined }) as string
    expect(copy({ isResumable: true, sha256: other })).toEqual({ problem: 'changed', errno: null })
    expect(await exists(draft)).toBe(false)
    expect(await exists(to)).toBe(false)
  })
})
