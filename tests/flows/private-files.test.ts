import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { childProgram } from '../tools/child-program.ts'

let folder: string
let archive: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-files-'))
  archive = join(folder, 'archive')
  await mkdir(join(folder, 'tmp'))
  await writeFile(join(folder, 'letter.txt'), 'نامه‌ای از اردوگاه')
})
afterEach(async () => await rm(folder, { recursive: true }))

/** Runs a command line under the widest mask there is; resolves to what it printed to either output. */
async function holdfast(...words: readonly string[]): Promise<string> {
  const run = promisify(execFile)
  const script = 'umask 000 && exec "$0" "$@"'
  const { stdout, stderr } = await run(
    '/bin/sh',
    ['-c', script, process.execPath, childProgram('command-child'), ...words],
    { env: { ...process.env, HOLDFAST_HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp') } },
  )
  return stdout + stderr
}

/** Everything in a folder, itself included, that the mode allows others to use, with that mode. */
async function usableByOthers(path: string, mask = 0o077): Promise<string[]> {
  const found = await lstat(path)
  const own = (found.mode & mask) === 0 ? [] : [`${path} ${(found.mode & 0o7777).toString(8)}`]
  if (!found.isDirectory()) return own
  const inside = await Promise.all(
    (await readdir(path)).map((name) => usableByOthers(join(path, name), mask)),
  )
  return [...own, ...inside.flat()]
}

describe.skipIf(process.platform === 'win32')('the files of an archive', () => {
  it('and of the profile, of backups and exports can be used by nobody else, whatever the mask is', async () => {
    await mkdir(join(folder, 'stick'))
    const report = join(folder, 'report.html')
    await holdfast('init', archive)
    await holdfast('import', join(folder, 'letter.txt'), '--archive', archive)
    const [id = ''] = (await holdfast('list', '--archive', archive)).split(' ')
    await holdfast('report', id, '--archive', archive, '--out', report)
    await holdfast('backup', '--archive', archive, '--to', join(folder, 'stick'))
    await holdfast('restore', join(folder, 'stick'), '--into', join(folder, 'restored'))
    const [backup = ''] = await readdir(join(folder, 'stick'))
    for (const path of [archive, join(folder, 'home'), report, join(folder, 'stick', backup)])
      expect(await usableByOthers(path)).toEqual([])
    expect(await usableByOthers(join(folder, 'restored'))).toEqual([])
    for (const name of await readdir(join(folder, 'tmp')))
      expect(await usableByOthers(join(folder, 'tmp', name))).toEqual([])
    const vault = join(archive, 'vault')
    const [first = ''] = await readdir(vault)
    const [object = ''] = await readdir(join(vault, first))
    expect((await lstat(join(vault, first, object))).mode & 0o777).toBe(0o400)
  })

  it('that is shared can be used by its group, and by nobody else', async () => {
    await holdfast('init', archive, '--shared')
    await holdfast('import', join(folder, 'letter.txt'), '--archive', archive)
    await holdfast('verify', '--archive', archive)
    expect(await usableByOthers(archive, 0o007)).toEqual([])
    expect((await lstat(archive)).mode & 0o7777).toBe(0o2770)
    for (const name of ['ledger', 'vault', 'catalogue', 'inbox', 'cache', 'cache/text', 'cache/search'])
      expect((await lstat(join(archive, name))).mode & 0o7777).toBe(0o2770)
    const [device = ''] = await readdir(join(archive, 'ledger'))
    const ledger = join(archive, 'ledger', device, '000001.jsonl')
    for (const path of [ledger, join(archive, 'holdfast.json'), join(archive, 'catalogue', 'head.json')])
      expect((await lstat(path)).mode & 0o777).toBe(0o660)
    const [shelf = ''] = await readdir(join(archive, 'cache', 'text'))
    const [text = ''] = await readdir(join(archive, 'cache', 'text', shelf))
    expect((await lstat(join(archive, 'cache', 'text', shelf, text))).mode & 0o777).toBe(0o660)
    expect(await usableByOthers(join(folder, 'home', 'keys'))).toEqual([])
  })

  it('that an earlier version made stay as they are until they are made private', async () => {
    await holdfast('init', archive)
    await holdfast('import', join(folder, 'letter.txt'), '--archive', archive)
    for (const name of ['', 'vault', 'holdfast.json', 'ledger'])
      await chmod(join(archive, name), name === 'holdfast.json' ? 0o644 : 0o755)
    const open = (await usableByOthers(archive)).length
    expect(await holdfast('tag', '--archive', archive).catch((error: Error) => error.message)).toContain(
      'Other users of this computer may be able to read this archive',
    )
    expect(await usableByOthers(archive)).toHaveLength(open)
    await holdfast('make-private', '--archive', archive)
    expect(await usableByOthers(archive)).toEqual([])
    expect(await holdfast('verify', '--archive', archive)).toContain('Intact')
  })
})
