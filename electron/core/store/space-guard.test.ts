import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { LedgerAct } from '../../../shared/model/act.ts'
import { createSpaceGuard } from './space-guard.ts'

/** A disk with one free place, which the reserve occupies; each of its steps takes a turn of the event loop. */
function fullDisk() {
  let holds: 'reserve' | 'draft of the reserve' | null = 'reserve'
  let isTaken = false
  const step = () => new Promise((resolve) => setImmediate(resolve))
  return {
    take: () => (isTaken = true),
    holds: () => holds,
    async write() {
      await step()
      if (holds !== null) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      return 'written'
    },
    reserve: {
      async release() {
        await step()
        if (holds !== 'reserve') return false
        await step()
        // A file that is already gone cannot be removed.
        const isGone = holds !== 'reserve'
        holds = null
        return !isGone
      },
      async restore() {
        holds = 'draft of the reserve'
        for (let steps = 0; steps < 5; steps += 1) await step()
        holds = isTaken ? null : 'reserve'
        return !isTaken
      },
    },
  }
}

// The guard uses nothing of a line but its act.
const lineOf = (act: LedgerAct) => [{ act }] as unknown as readonly LedgerEntry[]
const full = { code: 'store.disk-full' }

describe('the space guard of a full disk', () => {
  it('is given to an act that makes room, and to the catalogue that is written at the same time', async () => {
    const disk = fullDisk()
    const guard = createSpaceGuard(disk.reserve)
    const act = guard.writeLines(lineOf('deaccession'), disk.write)
    expect(await Promise.all([guard.writeDerived(disk.write), act])).toEqual(['written', 'written'])
  })

  it('is not lost to the catalogue while another act tries in vain to restore the reserve', async () => {
    const disk = fullDisk()
    const guard = createSpaceGuard(disk.reserve)
    await guard.writeDerived(disk.write)
    disk.take()
    const edit = guard
      .writeLines(lineOf('metadata modification'), disk.write)
      .catch((cause: unknown) => cause)
    expect(await guard.writeDerived(disk.write)).toBe('written')
    expect(await edit).toMatchObject(full)
  })

  it('is given to no other act until the reserve is restored', async () => {
    const disk = fullDisk()
    const guard = createSpaceGuard(disk.reserve)
    const edit = () => guard.writeLines(lineOf('metadata modification'), disk.write)
    await expect(edit()).rejects.toMatchObject({ code: 'ENOSPC' })
    await guard.writeLines(lineOf('undo'), disk.write)
    disk.take()
    await expect(edit()).rejects.toMatchObject(full)
    expect(disk.holds()).toBeNull()
  })
})
