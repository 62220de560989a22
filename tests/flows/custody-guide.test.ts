import { execFile } from 'node:child_process'
import { copyFile, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuthority, hasOpenssl, type Authority } from '../tools/timestamp-authority.ts'
import { setUp, type Bench } from './support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'

const guide = await readFile(resolve(import.meta.dirname, '../../docs/custody.md'), 'utf8')
const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) =>
  block!.trim().split('\n'),
)
const run = promisify(execFile)

describe.skipIf(!hasOpenssl || process.platform === 'win32')('the guide to custody', () => {
  let bench: Bench
  let authority: Authority
  let made: string
  let folder: string
  let copies = 0
  let hash: string

  async function holdfast(...words: string[]): Promise<void> {
    const { exitCode, text } = await runHoldfast(join(bench.folder, 'home'), [
      ...words,
      '--archive',
      bench.archive,
    ])
    expect(exitCode, text).toBe(0)
  }

  // The files that the guide names, made with the commands that it names.
  beforeAll(async () => {
    bench = await setUp()
    authority = createAuthority('ec')
    made = join(bench.folder, 'made')
    await mkdir(made)
    const at = (name: string) => join(made, name)
    const { ids } = await bench.ask('records.create', { kind: 'statement', title: 'نامه', text: 'متن نامه' })
    hash = (await bench.ask('records.get', { id: ids[0] as never })).objects[0]!.hash
    await bench.host.close()
    await writeFile(at('roots.pem'), authority.root)
    await writeFile(at('issuers.pem'), authority.issuer)
    for (const [of, rest] of [
      ['head', []],
      ['object', ['--object', hash]],
    ] as const) {
      await holdfast('timestamp-ask', '--out', at(`${of}.tsq`), ...rest)
      await writeFile(at(`${of}.tsr`), authority.reply(new Uint8Array(await readFile(at(`${of}.tsq`)))))
      await holdfast('timestamp-take', at(`${of}.tsr`), '--root', at('roots.pem'))
    }
    await holdfast('timestamps', '--out', at('stamps'))
    const stamped = (await readdir(at('stamps'))).find((name) => name.endsWith('-head.txt'))!
    await copyFile(join(at('stamps'), stamped), at('head-stamped.txt'))
    await copyFile(join(bench.archive, 'vault', hash.slice(0, 2), hash), at('object.bin'))
    await holdfast('head', '--out', at('signed'))
    for (const name of await readdir(at('signed'))) await copyFile(join(at('signed'), name), at(name))
    await holdfast('verify', '--against', at('head.txt'))
  })
  // One test changes the files.
  beforeEach(async () => {
    folder = join(bench.folder, `checking-${(copies += 1)}`)
    await cp(made, folder, { recursive: true })
  })
  afterAll(async () => {
    authority.remove()
    await bench.end()
  })

  const inShell = async (command: string) => {
    const { stdout, stderr } = await run('sh', ['-c', command], { cwd: folder })
    return stdout + stderr
  }

  it('is two pages long, and contains commands', () => {
    expect(commands).toHaveLength(6)
    expect(guide.split(/\s+/u).length).toBeLessThan(1300)
  })

  it('gives commands that do what it says', async () => {
    const [signature, key, file, stampedHead, stampedFile, time] = commands
    expect(await inShell(signature!)).toContain('Signature Verified Successfully')
    const statement = await readFile(join(folder, 'head.txt'), 'utf8')
    expect(statement).toContain(`key ${(await inShell(key!)).slice(0, 64)}\n`)
    expect(await inShell(file!)).toContain(hash)
    expect(await inShell(stampedHead!)).toContain('Verification: OK')
    expect(await inShell(stampedFile!)).toContain('Verification: OK')
    expect(await inShell(time!)).toMatch(/Time stamp: .* GMT/)
  })

  it('gives commands that fail for what was changed', async () => {
    const [signature, , file, stampedHead, stampedFile] = commands
    const complete = await readFile(join(folder, 'head.txt'), 'utf8')
    await writeFile(join(folder, 'head.txt'), complete.replace(/ \d+ /, ' 9 '))
    await expect(inShell(signature!)).rejects.toThrow()
    await writeFile(join(folder, 'head-stamped.txt'), complete)
    await expect(inShell(stampedHead!)).rejects.toThrow()
    await writeFile(join(folder, 'object.bin'), 'متن دیگر')
    expect(await inShell(file!)).not.toContain(hash)
    await expect(inShell(stampedFile!)).rejects.toThrow()
  })
})
