import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isShared, knowsRights, makePrivate, readAccess, setRights } from './rights.ts'

let folder: string
let archive: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rights-'))
  archive = join(folder, 'archive')
  await mkdir(archive)
})
afterEach(async () => await rm(folder, { recursive: true }))

const modeOf = async (path: string): Promise<string> => ((await lstat(path)).mode & 0o7777).toString(8)

describe.skipIf(process.platform === 'win32')('the rights of an archive', () => {
  it('are told from its folder', async () => {
    await setRights(archive, false)
    expect([await readAccess(archive, archive), await isShared(archive)]).toEqual(['private', false])
    await setRights(archive, true)
    expect([await readAccess(archive, archive), await isShared(archive)]).toEqual(['shared', true])
  })

  it.each([0o755, 0o750, 0o770, 0o2775, 0o2750])(
    'are not for one user, nor chosen, with mode %o',
    async (mode) => {
      await chmod(archive, mode)
      expect([await readAccess(archive, null), await isShared(archive)]).toEqual(['open', false])
    },
  )

  it.each([
    ['a disk that keeps what is asked for', 0o700, 0o500, true],
    ['a full disk', null, null, true],
    ['FAT with the rights of everybody', 0o777, 0o777, false],
    ['FAT with the rights of one user, which takes a change for done', 0o700, 0o700, false],
    ['FAT with the rights of one user, which refuses a change', 0o700, null, false],
  ])('can be set or not on %s', (_, created, changed, expected) => {
    expect(knowsRights({ created, changed })).toBe(expected)
  })

  it('are told from the folder where nothing can be created', async () => {
    await setRights(archive, false)
    expect(await readAccess(archive, '/proc/self/fd')).toBe('private')
  })

  it('are taken from everybody else in all of it, but not through a link', async () => {
    await writeFile(join(folder, 'outside'), '')
    await mkdir(join(archive, 'vault', 'ab'), { recursive: true })
    await writeFile(join(archive, 'vault', 'ab', 'object'), '')
    await symlink(join(folder, 'outside'), join(archive, 'vault', 'link'))
    for (const [path, mode] of [
      [join(folder, 'outside'), 0o644],
      [join(archive, 'vault', 'ab', 'object'), 0o444],
      [join(archive, 'vault', 'ab'), 0o2775],
      [archive, 0o755],
    ] as const)
      await chmod(path, mode)
    await makePrivate(archive)
    expect(await modeOf(archive)).toBe('700')
    expect(await modeOf(join(archive, 'vault', 'ab'))).toBe('700')
    expect(await modeOf(join(archive, 'vault', 'ab', 'object'))).toBe('400')
    expect(await modeOf(join(folder, 'outside'))).toBe('644')
  })
})
