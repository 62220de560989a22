import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setUp, type Bench } from '../flows/support.ts'
import { PATIENCE_MS } from '../tools/level.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
let source = ''
beforeEach(async () => {
  bench = await setUp()
  source = join(bench.folder, 'source')
  await mkdir(source)
})
afterEach(async () => await bench.end())

const outcomesOf = async () => {
  const { outcomes, ...counts } = await bench.take([source])
  return {
    counts,
    codes: Object.fromEntries(outcomes.map(({ name, outcome, code }) => [name, code ?? outcome])),
  }
}

describe.skipIf(process.platform === 'win32')('a folder', () => {
  test(
    'with links in cycles, pipes, sockets and devices does not hang, and imports its files',
    { timeout: PATIENCE_MS },
    async () => {
      await writeFile(join(source, 'real.txt'), 'words')
      await symlink(source, join(source, 'circle'))
      await symlink('/etc/passwd', join(source, 'outside'))
      await symlink(join(source, 'nowhere'), join(source, 'dangling'))
      await symlink('/dev/zero', join(source, 'device'))
      execFileSync('mkfifo', [join(source, 'pipe')])
      const server = createServer().listen(join(source, 'socket'))
      await once(server, 'listening')
      const { codes, counts } = await outcomesOf()
      server.close()
      expect(codes).toEqual({
        'real.txt': 'imported',
        circle: 'imports.not-a-file',
        outside: 'imports.not-a-file',
        dangling: 'imports.not-a-file',
        device: 'imports.not-a-file',
        pipe: 'imports.not-a-file',
        socket: 'imports.not-a-file',
      })
      expect(counts).toMatchObject({ files: 7, imported: 1, failed: 6 })
    },
  )

  test('with names of any kind yields every file, each under its name', async () => {
    const names = [
      `${'ب'.repeat(125)}x.txt`,
      'e\u0301.txt',
      '\u00e9.txt',
      'invoice\u202excod.txt',
      '-rf',
      '=1+1.csv',
      'a\nb.txt',
      ' .txt',
      'con',
      '\\x.txt',
      'C:x',
      '😀.txt',
      '__proto__',
    ]
    for (const name of names) await writeFile(join(source, name), `words of ${name}`)
    await writeFile(
      Buffer.concat([Buffer.from(`${source}/`), Buffer.from([0xc3, 0x28, 0x2e, 0x74])]),
      'words of none',
    )
    const { codes, counts } = await outcomesOf()
    expect(counts).toMatchObject({ files: names.length + 1, imported: names.length + 1 })
    for (const name of names) expect([name, codes[name]]).toEqual([name, 'imported'])
  })

  test(
    'deeper than the limit of paths yields what can be reached, and an outcome for the rest',
    { timeout: PATIENCE_MS },
    async () => {
      const script =
        'import os,sys\nos.chdir(sys.argv[1])\nfor n in range(60):\n  open("f%d.txt"%n,"w").write("words %d"%n)\n  os.mkdir("d"*200)\n  os.chdir("d"*200)\n'
      execFileSync('python3', ['-c', script, source])
      const { counts } = await outcomesOf()
      expect(counts.imported).toBeGreaterThan(10)
      expect(counts.imported + counts.failed).toBe(counts.files)
      expect(counts.failed).toBeGreaterThan(0)
      execFileSync('rm', ['-rf', source])
    },
  )

  test(
    'whose files grow, shrink and disappear during the import yields an outcome for each, and no wrong byte',
    { timeout: PATIENCE_MS },
    async () => {
      for (let at = 0; at < 30; at++)
        await writeFile(join(source, `${at}.txt`), Buffer.alloc(3_000_000, at + 65))
      const over = new AbortController()
      const disturb = async () => {
        for (let at = 0; !over.signal.aborted; at = (at + 1) % 30) {
          const path = join(source, `${at}.txt`)
          if (at % 3 === 0) await appendFile(path, 'more')
          else if (at % 3 === 1) await truncate(path, 1000).catch(() => undefined)
          else await rm(path, { force: true })
        }
      }
      const disturbed = disturb()
      const { counts } = await outcomesOf()
      over.abort()
      await disturbed
      expect(counts.imported + counts.duplicates + counts.failed).toBe(counts.files)
      expect(await damagesIn(bench.archive)).toEqual([])
    },
  )
})
