import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusedFile, openPlain, readSmallFile, readSmallFileSync } from './small-file.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'small-file-'))
  path = join(folder, 'file')
})
afterEach(async () => await rm(folder, { recursive: true }))

const readers = [
  ['readSmallFile', readSmallFile],
  ['readSmallFileSync', async (file: string, most: number) => readSmallFileSync(file, most)],
] as const

describe.each(readers)('%s', (_, read) => {
  it('returns the bytes of a file that has no more than it may', async () => {
    await writeFile(path, 'اردوگاه')
    expect((await read(path, 14)).toString()).toBe('اردوگاه')
    await writeFile(path, '')
    expect(await read(path, 0)).toHaveLength(0)
  })

  it('refuses a file with one byte more, and one of two gigabytes without holding it', async () => {
    await writeFile(path, 'abcd')
    await expect(read(path, 3)).rejects.toMatchObject({ code: 'too large' })
    await truncate(path, 2 ** 31)
    await expect(read(path, 1 << 20)).rejects.toSatisfy(isRefusedFile)
  })

  it('refuses a folder, and says that a missing file is missing', async () => {
    await mkdir(path)
    await expect(read(path, 10)).rejects.toMatchObject({ code: 'not a file' })
    await expect(read(join(folder, 'other'), 10)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.skipIf(process.platform === 'win32')('follows no link, and waits for no pipe', async () => {
    await writeFile(join(folder, 'target'), 'a')
    await symlink(join(folder, 'target'), path)
    await expect(read(path, 10)).rejects.toMatchObject({ code: 'not a file' })
    await rm(path)
    await symlink('/dev/zero', path)
    await expect(read(path, 10)).rejects.toSatisfy(isRefusedFile)
    await rm(path)
    execFileSync('mkfifo', [path])
    await expect(read(path, 10)).rejects.toSatisfy(isRefusedFile)
  })
})

it('opens a plain file for reading, and nothing else', async () => {
  await writeFile(path, 'abc')
  const file = await openPlain(path)
  expect((await file.readFile()).toString()).toBe('abc')
  await file.close()
  await expect(openPlain(folder)).rejects.toSatisfy(isRefusedFile)
})
