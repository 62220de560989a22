import { describe, expect, it } from 'vitest'
import { ArchiveHealth, VerifyPasses } from '../../../shared/contract/custody.ts'
import { concernsOf, isDamage } from './concerns.ts'

const health = (change: Partial<ArchiveHealth> = {}) =>
  ArchiveHealth.parse({
    device: 'k3fp',
    head: null,
    short: null,
    lines: 4,
    unsigned: 0,
    signedAt: null,
    key: { fingerprint: 'a'.repeat(64), state: 'in-use' },
    cut: [],
    copies: [],
    disk: { freeBytes: 5e11, totalBytes: 1e12 },
    access: 'private',
    ...change,
  })
const pass = (endedAt: string, damages: number) => ({
  startedAt: endedAt,
  endedAt,
  intact: damages === 0,
  damages,
  objects: 1,
  objectBytes: 1,
})
const passes = (change: Partial<VerifyPasses> = {}) =>
  VerifyPasses.parse({
    lastFull: null,
    lastQuick: null,
    unfinished: null,
    dueAt: null,
    isDue: false,
    report: null,
    isScheduled: false,
    ...change,
  })
const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z']

describe('concernsOf', () => {
  it('returns none when nothing is known to be wrong', () => {
    expect(concernsOf(health(), passes({ lastFull: pass(early, 0) }))).toEqual([])
    expect(concernsOf(health(), passes())).toEqual([])
  })

  it('keeps what a full verification found until a full one finds nothing', () => {
    const found = passes({ lastFull: pass(early, 2), lastQuick: pass(late, 0) })
    expect(concernsOf(health(), found)).toEqual([{ kind: 'damaged', count: 2, at: early }])
    expect(concernsOf(health(), passes({ lastFull: pass(late, 0), lastQuick: pass(early, 3) }))).toEqual([])
    expect(
      concernsOf(health(), passes({ lastFull: pass(early, 0), lastQuick: pass(late, 3) })),
    ).toMatchObject([{ kind: 'damaged', count: 3 }])
  })

  it('names a truncated ledger before what only needs a decision', () => {
    const concerns = concernsOf(
      health({
        cut: [{ device: 'k3fp', seenSeq: 9, seenAt: early, endsAt: 6 }],
        copies: [{ path: '/copy', at: early, isAhead: true }],
        disk: { freeBytes: 5e8, totalBytes: 1e12 },
        key: { fingerprint: 'a', state: 'earlier-lost' },
      }),
      passes(),
    )
    expect(concerns.map(({ kind }) => kind)).toEqual(['cut', 'copy-ahead', 'disk-low', 'key-lost'])
    expect(concerns.map(isDamage)).toEqual([true, false, false, false])
    expect(concerns[0]).toMatchObject({ from: 7, to: 9 })
  })
})
