import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, makeFolderSync } from './make-folder.ts'

let archive: string
beforeEach(() => {
  archive = mkdtempSync(join(tmpdir(), 'holdfast-folder-'))
})
afterEach(() => rmSync(archive, { recursive: true, force: true }))

describe.each([
  ['makeFolder', makeFolder],
  ['makeFolderSync', async (path: string, parents?: number) => makeFolderSync(path, parents)],
])('%s', (_, make) => {
  it('creates a folder with the parents it may create, once', async () => {
    const folder = join(archive, 'cache', 'text', 'ab')
    expect(await make(folder, 2)).toBe(true)
    expect(await make(folder, 2)).toBe(false)
    expect(existsSync(folder)).toBe(true)
  })

  it('creates nothing when the archive is gone', async () => {
    rmSync(archive, { recursive: true })
    await expect(make(join(archive, 'cache', 'search'), 1)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(existsSync(archive)).toBe(false)
  })

  it('does not take a file for a folder that it has to create another in', async () => {
    writeFileSync(join(archive, 'cache'), '')
    await expect(make(join(archive, 'cache', 'search'), 1)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
