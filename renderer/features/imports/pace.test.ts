import { describe, expect, it } from 'vitest'
import { paceOf, withSample } from './pace.ts'

describe('paceOf', () => {
  it('says nothing from a single sample', () => {
    expect(paceOf([{ atMs: 0, doneBytes: 5 }], 10)).toEqual({ bytesPerSecond: null, secondsLeft: null })
  })

  it('measures bytes per second and the time left', () => {
    const samples = [
      { atMs: 1000, doneBytes: 1000 },
      { atMs: 3000, doneBytes: 5000 },
    ]
    expect(paceOf(samples, 9000)).toEqual({ bytesPerSecond: 2000, secondsLeft: 2 })
    expect(paceOf(samples, null)).toEqual({ bytesPerSecond: 2000, secondsLeft: null })
  })
})

describe('withSample', () => {
  it('forgets what is more than eight seconds old, but keeps one sample to measure from', () => {
    const kept = withSample(
      [
        { atMs: 0, doneBytes: 0 },
        { atMs: 5000, doneBytes: 1 },
      ],
      { atMs: 12_000, doneBytes: 2 },
    )
    expect(kept.map((each) => each.atMs)).toEqual([5000, 12_000])
    expect(withSample([{ atMs: 0, doneBytes: 0 }], { atMs: 60_000, doneBytes: 1 })).toHaveLength(2)
  })
})
