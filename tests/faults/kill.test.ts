import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildChild } from './build-child.ts'
import { killPoints } from './kill-points.ts'

let folder: string
let child: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-faults-'))
  child = await buildChild()
}, 60_000)
afterAll(async () => {
  for (const each of [folder, dirname(child)]) await rm(each, { recursive: true, force: true })
})

// A sample; `npm run test:faults` tries a thousand and more.
describe('a process that is killed at any moment of mixed work', () => {
  it(
    'leaves an archive that opens, with all that was acknowledged and no half of anything',
    { timeout: 240_000 },
    async () => {
      const figures = await killPoints({ points: 16, seed: 20_261_125, folder, child })
      expect(figures.problems).toEqual([])
      expect(figures).toMatchObject({ points: 16, lost: 0, halfMade: 0, notOpened: 0, untold: 0, alarms: 0 })
      expect(figures.acknowledged).toBeGreaterThan(20)
      expect(figures.merges + figures.mergesCut).toBeGreaterThan(0)
    },
  )
})
