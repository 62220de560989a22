import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testProgram } from '../tools/test-program.ts'
import { atLevel, PATIENCE_MS, seed } from '../tools/level.ts'
import { killPoints } from './kill-points.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-faults-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a process that is killed at any moment of mixed work', () => {
  it(
    'leaves an archive that opens, with everything that was acknowledged and nothing in part',
    { timeout: PATIENCE_MS },
    async () => {
      const points = atLevel(4, 1000)
      const figures = await killPoints({
        points,
        seed: seed(),
        folder,
        child: testProgram('kill-child'),
        onPoint: (done) => {
          if (done % 100 === 0) process.stdout.write(`${done} of ${points} kills\n`)
        },
      })
      expect(figures.problems, `seed ${seed()}`).toEqual([])
      expect(figures).toMatchObject({ points, lost: 0, partial: 0, notOpened: 0, unreported: 0, alarms: 0 })
      expect(figures.acknowledged).toBeGreaterThanOrEqual(points)
      expect(figures.merges + figures.mergesInterrupted).toBeGreaterThan(0)
    },
  )
})
