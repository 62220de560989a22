import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTempFolder, sweepTempFolders } from './temp-folder.ts'

const before = process.env['TMPDIR']
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

it.skipIf(process.platform === 'win32')(
  'keeps a folder that is in use, and removes one whose process was killed',
  async () => {
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
    expect(await readdir(temp)).toEqual([])
  },
)

it('removes one without an owner only when it is old', async () => {
  const folder = await mkdtemp(join(temp, 'holdfast-temp-'))
  await sweepTempFolders()
  expect(existsSync(folder)).toBe(true)
  const long = new Date(Date.now() - 2 * 24 * 3600 * 1000)
  await utimes(folder, long, long)
  await sweepTempFolders()
  expect(existsSync(folder)).toBe(false)
})
