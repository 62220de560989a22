import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cases } from '../../../../tests/tools/level.ts'
import fc from 'fast-check'
import { listDevices, readLines, type LedgerLine } from './read.ts'
import { unread, type ReadLimits } from './read-segment.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-segment-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

async function linesOf(content: string, limits: Partial<ReadLimits>): Promise<LedgerLine[]> {
  await writeFile(join(folder, '000001.jsonl'), content)
  return await all(readLines(folder, undefined, limits))
}

async function all(lines: AsyncGenerator<LedgerLine>): Promise<LedgerLine[]> {
  const found: LedgerLine[] = []
  for await (const line of lines) found.push(line)
  return found
}

const shown = (lines: readonly LedgerLine[]) =>
  lines.map(({ line, offset, end, bytes, torn }) => [
    line,
    offset,
    end,
    bytes === unread ? 'unread' : bytes.toString('latin1'),
    torn,
  ])

describe('the lines of a file', () => {
  it('are the same whatever the size of a chunk', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'bcdefg', '\0\0', '\n', 'ß'), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        async (pieces, chunkBytes) => {
          const content = pieces.join('')
          const lines = await linesOf(content, { chunkBytes })
          const expected = Buffer.from(content).toString('latin1').split('\n')
          const last = expected.pop()
          expect(lines.map(({ bytes }) => bytes.toString('latin1'))).toEqual(
            last ? [...expected, last] : expected,
          )
          expect(lines.map(({ torn }) => torn)).toEqual([
            ...expected.map(() => false),
            ...(last ? [true] : []),
          ])
          expect(lines.map(({ offset }) => offset)).toEqual(
            [0, ...lines.map(({ end }) => end)].slice(0, lines.length),
          )
        },
      ),
      cases(100, 1000),
    )
  })

  it('that are too long are not kept, and the next one is read', async () => {
    const limits = { longestLine: 10, chunkBytes: 4 }
    const content = `${'a'.repeat(10)}\n${'b'.repeat(11)}\n${'c'.repeat(40)}\nd\n`
    expect(shown(await linesOf(content, limits))).toEqual([
      [1, 0, 11, 'a'.repeat(10), false],
      [2, 11, 23, 'unread', false],
      [3, 23, 64, 'unread', false],
      [4, 64, 66, 'd', false],
    ])
  })

  it('that are too long at the end of a file were left by no crash', async () => {
    expect(shown(await linesOf(`a\n${'\0'.repeat(11)}`, { longestLine: 10 }))).toEqual([
      [1, 0, 2, 'a', false],
      [2, 2, 13, 'unread', false],
    ])
    expect(shown(await linesOf(`a\n${'\0'.repeat(10)}`, { longestLine: 10 }))[1]).toEqual([
      2,
      2,
      12,
      '\0'.repeat(10),
      true,
    ])
  })

  it('are not looked for behind one whose end is too far away', async () => {
    const limits = { longestLine: 10, chunkBytes: 4, farthestEnd: 8 }
    const lines = await linesOf(`${'a'.repeat(60)}\nb\n`, limits)
    expect(lines).toHaveLength(1)
    expect(lines[0]!.bytes).toBe(unread)
  })

  it('of a file of gigabytes without a line end take the memory of one line', async () => {
    const path = join(folder, '000001.jsonl')
    await writeFile(path, '')
    await truncate(path, 3 * 2 ** 30)
    const before = process.memoryUsage().arrayBuffers
    const lines = await all(
      readLines(folder, undefined, { longestLine: 1 << 20, chunkBytes: 1 << 16, farthestEnd: 1 << 24 }),
    )
    expect(lines.map(({ bytes }) => bytes === unread)).toEqual([true])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20)
  })

  it.skipIf(process.platform === 'win32')('are not waited for when the file is a pipe', async () => {
    execFileSync('mkfifo', [join(folder, '000001.jsonl')])
    await expect(all(readLines(folder))).rejects.toMatchObject({ code: 'not a file' })
  })
})

it('lists the devices of a ledger, and refuses more than an archive can have', async () => {
  for (const name of ['k3fp', '0000', 'copy of k3fp']) await mkdir(join(folder, name))
  expect(await listDevices(folder, 2)).toEqual(['0000', 'k3fp'])
  await expect(listDevices(folder, 1)).rejects.toMatchObject({
    code: 'ledger.too-many-writers',
    facts: { most: 1 },
  })
})
