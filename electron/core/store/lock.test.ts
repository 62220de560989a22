import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeLock } from './lock.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-lock-'))
  path = join(folder, 'lock')
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

const dead = { pid: 2 ** 22 + 1, host: hostname(), who: 'gone', since: '2020-01-01T00:00:00.000Z' }

describe('a lock', () => {
  it('of a process that is gone is taken over by one of many that arrive at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      await writeFile(path, JSON.stringify(dead))
      const takers = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(folder, 'taker')))
      const taken = takers.flatMap((taker) => (taker.status === 'fulfilled' ? [taker.value] : []))
      expect(taken).toHaveLength(1)
      expect(taken[0]!.wasStale).toBe(true)
      for (const taker of takers)
        if (taker.status === 'rejected') expect(taker.reason).toMatchObject({ code: 'archive.locked' })
      await taken[0]!.release()
    }
    expect(await readdir(folder)).toEqual([])
  })

  it('that names nobody is taken over, even if it was written by a clock that ran ahead', async () => {
    // 0 and -1 are not processes; signalling them reaches a process group, in which there is always one.
    const nobody = ['no holder', JSON.stringify({ ...dead, pid: 0 }), JSON.stringify({ ...dead, pid: -1 })]
    for (const [at, seconds] of [1, Date.now() / 1000 + 86_400, 1].entries()) {
      await writeFile(path, nobody[at]!)
      await utimes(path, seconds, seconds)
      const lock = await takeLock(folder, 'taker')
      expect(lock.wasStale).toBe(true)
      await lock.release()
    }
  })

  it('of a process on another computer is left alone', async () => {
    await writeFile(path, JSON.stringify({ ...dead, host: 'elsewhere' }))
    await expect(takeLock(folder, 'taker')).rejects.toMatchObject({
      code: 'archive.locked',
      facts: { who: 'gone' },
    })
  })
})
