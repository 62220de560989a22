import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTempFolder, sweepTempFolders } from './temp-folder.ts'

const before = process.env['TMPDIR']
const root = `holdfast-${process.getuid?.() ?? 'user'}`
let temp: string
beforeEach(async () => {
  temp = await mkdtemp(join(before ?? tmpdir(), 'holdfast-sweep-'))
  process.env['TMPDIR'] = temp
})
afterEach(async () => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await rm(temp, { recursive: true })
})

const makeOld = async (path: string): Promise<void> => {
  const long = new Date(Date.now() - 2 * 24 * 3600 * 1000)
  await utimes(path, long, long)
}

describe.skipIf(process.platform === 'win32')('temporary folders', () => {
  it('keeps a folder that is in use, and removes one whose process was killed', async () => {
    const own = await makeTempFolder()
    const module = pathToFileURL(join(import.meta.dirname, 'temp-folder.ts')).href
    const work = `const { makeTempFolder } = await import(${JSON.stringify(module)})
    console.log((await makeTempFolder()).path)
    setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', work], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [theirs] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    await writeFile(join(theirs, 'letter.txt'), 'متن نامه')
    await sweepTempFolders()
    expect(existsSync(join(theirs, 'letter.txt'))).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await sweepTempFolders()
    expect(existsSync(dirname(theirs))).toBe(false)
    expect(existsSync(own.path)).toBe(true)
    await own.remove()
    expect(await readdir(join(temp, root))).toEqual([])
  })

  it('removes one without an owner only when it is old, and the folders of earlier versions', async () => {
    await mkdir(join(temp, root))
    const folders = [join(temp, root, 'work-1'), join(temp, 'holdfast-temp-1')]
    for (const folder of folders) await mkdir(folder)
    await sweepTempFolders()
    expect(folders.map(existsSync)).toEqual([true, true])
    for (const folder of folders) await makeOld(folder)
    await sweepTempFolders()
    expect(folders.map(existsSync)).toEqual([false, false])
  })

  it('is inside a folder that only this user can enter, even if that one was open to others', async () => {
    await mkdir(join(temp, root))
    await chmod(join(temp, root), 0o777)
    const made = await makeTempFolder()
    for (const folder of [join(temp, root), dirname(made.path), made.path])
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await made.remove()
  })

  it('takes another name when a link has its own, and leaves no trace where that leads', async () => {
    await mkdir(join(temp, 'elsewhere'))
    await symlink(join(temp, 'elsewhere'), join(temp, root))
    const made = await makeTempFolder()
    expect(dirname(dirname(made.path))).not.toBe(join(temp, root))
    await writeFile(join(made.path, 'letter.txt'), '')
    await sweepTempFolders()
    expect(await readdir(made.path)).toEqual(['letter.txt'])
    await made.remove()
    expect(await readdir(join(temp, 'elsewhere'))).toEqual([])
    expect((await readdir(temp)).sort()).toEqual(['elsewhere', root].sort())
  })

  it('neither waits for a pipe nor reads a device in place of the owner of a folder', async () => {
    await mkdir(join(temp, 'holdfast-temp-pipe'))
    execFileSync('mkfifo', [join(temp, 'holdfast-temp-pipe', 'owner.json')])
    await mkdir(join(temp, 'holdfast-temp-device'))
    await symlink('/dev/zero', join(temp, 'holdfast-temp-device', 'owner.json'))
    await symlink('/', join(temp, 'holdfast-temp-link'))
    await sweepTempFolders()
    // Without a readable owner they count as just being created.
    expect(await readdir(temp)).toHaveLength(3)
  })

  it.skipIf(process.getuid?.() !== 0)('leaves what belongs to another user as it is', async () => {
    const { chown } = await import('node:fs/promises')
    for (const name of [root, 'holdfast-temp-1']) {
      await mkdir(join(temp, name))
      await chown(join(temp, name), 12345, 12345)
      await makeOld(join(temp, name))
    }
    const made = await makeTempFolder()
    expect(dirname(dirname(made.path))).not.toBe(join(temp, root))
    await sweepTempFolders()
    await made.remove()
    expect((await readdir(temp)).sort()).toEqual([root, 'holdfast-temp-1'].sort())
  })
})
