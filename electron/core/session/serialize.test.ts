import { describe, expect, it } from 'vitest'
import { serialize } from './serialize.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

describe('serialized work', () => {
  it('runs in the order of the calls, never two at once', async () => {
    const events: string[] = []
    const gates = ['a', 'b', 'c'].map((name) => ({ name, ...gate() }))
    const run = serialize(async (name: string) => {
      events.push(`start ${name}`)
      await gates.find((gate) => gate.name === name)!.opened
      events.push(`end ${name}`)
    })
    const all = Promise.all([run('a'), run('b'), run('c')])
    for (const gate of gates.toReversed()) gate.open()
    await all
    expect(events).toEqual(['start a', 'end a', 'start b', 'end b', 'start c', 'end c'])
  })

  it('gives each caller the outcome of its own call', async () => {
    const double = serialize(async (value: number, unit: string) => `${value * 2} ${unit}`)
    expect(await Promise.all([double(1, 'mm'), double(2, 'cm'), double(3, 'm')])).toEqual([
      '2 mm',
      '4 cm',
      '6 m',
    ])
  })

  it('continues after a call that failed, whose error only its own caller sees', async () => {
    const run = serialize(async (value: number) => {
      if (value === 2) throw new Error('two')
      return value
    })
    const outcomes = await Promise.allSettled([run(1), run(2), run(3)])
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: new Error('two') },
      { status: 'fulfilled', value: 3 },
    ])
  })

  it('continues after work that threw before it returned a promise', async () => {
    let calls = 0
    const run = serialize(() => {
      calls += 1
      if (calls === 1) throw new Error('at once')
      return Promise.resolve(calls)
    })
    await expect(run()).rejects.toThrow('at once')
    expect(await run()).toBe(2)
  })

  it('runs a call that is made while another runs, and one made after all have ended', async () => {
    const seen: number[] = []
    const run = serialize(async (value: number) => void seen.push(value))
    const nested = serialize(async () => {
      void run(2)
    })
    await run(1)
    await nested()
    await run(3)
    expect(seen).toEqual([1, 2, 3])
  })

  it('keeps queues of different work separate', async () => {
    const blocked = gate()
    const slow = serialize(() => blocked.opened)
    const fast = serialize(async () => 'done')
    const waiting = slow()
    expect(await fast()).toBe('done')
    blocked.open()
    await waiting
  })
})
