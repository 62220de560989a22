import { describe, expect, it, vi } from 'vitest'
import type { Result } from '../../shared/result.ts'
import type { Shell } from '../shell/shell.ts'
import { createQueryCache } from './query-cache.ts'

type Answer = (result: Result<unknown>) => void

/** A shell whose replies arrive when the test releases them, in any order. */
function slowShell() {
  const waiting: Answer[] = []
  const signals: (AbortSignal | undefined)[] = []
  const call = vi.fn((_method: string, _params: unknown, signal?: AbortSignal) => {
    signals.push(signal)
    return new Promise<Result<unknown>>((answer) => waiting.push(answer))
  })
  // The cache uses nothing except `call`.
  const cache = createQueryCache({ call } as unknown as Shell)
  const answer = async (at: number, result: Result<unknown>) => {
    waiting[at]?.(result)
    await new Promise((done) => setTimeout(done))
  }
  const isGivenUp = () => signals.map((signal) => signal?.aborted)
  return { cache, call, answer, isGivenUp }
}

const ok = (value: unknown): Result<unknown> => ({ ok: true, value })
const failed: Result<unknown> = {
  ok: false,
  error: { code: 'search.failed', message: 'It failed.', facts: {} },
}

describe('the query cache', () => {
  it('sends one request for many watchers, and notifies each', async () => {
    const { cache, call, answer } = slowShell()
    const told = [vi.fn(), vi.fn()]
    for (const listener of told) cache.watch('tags.list', {}, listener)
    await answer(0, ok([]))
    expect(call).toHaveBeenCalledTimes(1)
    for (const listener of told) expect(listener).toHaveBeenCalled()
    expect(cache.peek('tags.list', {}).value).toEqual([])
  })

  it('keeps the value while it is read again, and drops replies that arrive too late', async () => {
    const { cache, answer } = slowShell()
    cache.watch('tags.list', {}, () => {})
    await answer(0, ok(['first']))
    cache.refresh(['tags'])
    cache.refresh(['tags'])
    expect(cache.peek('tags.list', {})).toMatchObject({ value: ['first'], isPending: true })
    await answer(2, ok(['latest']))
    await answer(1, ok(['too late']))
    expect(cache.peek('tags.list', {})).toMatchObject({ value: ['latest'], isPending: false })
  })

  it('keeps the value together with the error of a later attempt', async () => {
    const { cache, answer } = slowShell()
    cache.watch('tags.list', {}, () => {})
    await answer(0, ok(['first']))
    cache.refresh(['tags'])
    await answer(1, failed)
    expect(cache.peek('tags.list', {})).toMatchObject({
      value: ['first'],
      error: { code: 'search.failed' },
      isPending: false,
    })
  })

  it('reads again only what a change affects, and forgets what is not watched', async () => {
    const { cache, call, answer } = slowShell()
    cache.watch('settings.get', {}, () => {})
    const stop = cache.watch('tags.list', {}, () => {})
    await answer(0, ok({}))
    await answer(1, ok(['first']))
    stop()
    cache.refresh(['records'])
    expect(call).toHaveBeenCalledTimes(2)
    expect(cache.peek('tags.list', {}).value).toBeUndefined()
    cache.refresh(['*'])
    expect(call).toHaveBeenCalledTimes(3)
  })
  it('cancels a request that nothing waits for any more, and repeats it when something does', async () => {
    const { cache, call, answer, isGivenUp } = slowShell()
    const overtaken = cache.watch('search.find', { query: 'clin' }, () => {})
    cache.watch('search.find', { query: 'clinic' }, () => {})
    overtaken()
    await answer(1, ok('found'))
    expect(isGivenUp()).toEqual([true, false])
    await answer(0, failed)
    expect(cache.peek('search.find', { query: 'clin' })).toMatchObject({ value: undefined, error: null })
    cache.watch('search.find', { query: 'clin' }, () => {})
    expect(call).toHaveBeenCalledTimes(3)
  })

  it('does not cancel a request that another component now waits for', async () => {
    const { cache, call, answer, isGivenUp } = slowShell()
    cache.watch('tags.list', {}, () => {})()
    cache.watch('tags.list', {}, () => {})
    await answer(0, ok([]))
    expect(isGivenUp()).toEqual([false])
    expect(call).toHaveBeenCalledTimes(1)
    expect(cache.peek('tags.list', {}).value).toEqual([])
  })
})
