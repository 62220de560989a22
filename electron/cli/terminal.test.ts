import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTerminal, list, printable, shorten, table } from './terminal.ts'

describe('terminal', () => {
  it('lets no text control the terminal or the reading order', () => {
    expect(printable('a\u001b[31mb\u202ec\u0007')).toBe('a\ufffd[31mb↔c\ufffd')
    expect(table([['a\nb\u001b[2J']])).toBe('a b\ufffd[2J\n')
  })

  it('prints complaints as plain words, whatever the names in them contain', () => {
    let said = ''
    const stderr = { isTTY: false, on: () => stderr, write: (text: string) => (said += text) }
    createTerminal(process.stdout, stderr as unknown as NodeJS.WriteStream).complain('no \u001b[2J\u202e')
    expect(said).toBe('no \ufffd[2J↔\n')
  })

  it('aligns columns by characters, not by code units, and isolates right-to-left text', () => {
    const rows = table([
      ['بِسم', 'x'],
      ['abcd', 'y'],
    ]).split('\n')
    expect(rows).toEqual(['\u2068بِسم\u2069   x', 'abcd  y', ''])
  })

  it('lists names and values, and omits empty values', () => {
    expect(
      list([
        ['id', 'a'],
        ['none', ''],
        ['title', 'b\nc'],
      ]),
    ).toBe('id     a\ntitle  b\n       c\n')
  })

  it('shortens by characters', () => {
    expect(shorten('e\u0301e\u0301e\u0301', 3)).toBe('e\u0301e\u0301e\u0301')
    expect(shorten('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
  })

  it('prints a text as long as a book, and as many rows as a disk may lose', () => {
    for (const sign of ['t', 'ب', 'e\u0301']) {
      const long = sign.repeat(100_000)
      expect(shorten(long, 5)).toBe(`${sign.repeat(4)}…`)
      expect(table([[long, 'x'], ...Array.from({ length: 1000 }, () => ['a', 'y'])]).length).toBeLessThan(
        1_000_000,
      )
    }
    expect(shorten(`a${'\u0301'.repeat(100_000)}b`, 3).length).toBeLessThan(200)
    expect(table(Array.from({ length: 200_000 }, () => ['missing'])).split('\n')).toHaveLength(200_001)
  })

  it.skipIf(process.platform !== 'linux')('reports when its output cannot be written', () => {
    const module = resolve(import.meta.dirname, 'terminal.ts')
    const program = `import { createTerminal } from ${JSON.stringify(module)}
      const terminal = createTerminal(process.stdout, process.stderr)
      process.exitCode = await terminal.print('x').then(() => 0, (error) => (error.code === 'store.disk-full' ? 2 : 3))`
    const shell = '"$NODE" --input-type=module -e "$PROGRAM" > /dev/full'
    const ended = spawnSync('bash', ['-c', shell], {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
    })
    expect({ status: ended.status, lines: ended.stderr.match(/holdfast: stdout/g)?.length }).toEqual({
      status: 2,
      lines: 1,
    })
  })

  it.skipIf(process.platform === 'win32')('ends quietly when the reader goes away', () => {
    const module = resolve(import.meta.dirname, 'terminal.ts')
    const program = `import { createTerminal } from ${JSON.stringify(module)}
      const terminal = createTerminal(process.stdout, process.stderr)
      for (let line = 0; line < 20000; line += 1) await terminal.print('line ' + line + '\\n')
      process.exit(0)`
    const shell = `"$NODE" --input-type=module -e "$PROGRAM" | head -n 1; echo "\${PIPESTATUS[0]}"`
    const ended = spawnSync('bash', ['-c', shell], {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
    })
    expect(ended.stdout).toBe('line 0\n0\n')
    expect(ended.stderr).not.toContain('EPIPE')
  })
})
