import { describe, expect, it, vi } from 'vitest'
import type { Result } from '../../shared/result.ts'
import type { Shell } from '../shell/shell.ts'
import { createQueryCache } from './query-cache.ts'

type Resolve = (result: Result<unknown>) => void

/** A shell whose replies arrive when the test releases them, in any order. */
function slowShell() {
  const pending: Resolve[] = []
  const signals: (AbortSignal | undefined)[] = []
  const call = vi.fn((_method: string, _params: unknown, signal?: AbortSignal) => {
    signals.push(signal)
    return new Promise<Result<unknown>>((resolve) => pending.push(resolve))
  })
  // The cache uses nothing except `call`.
  const cache = createQueryCache({ call } as unknown as Shell)
  const reply = async (at: number, result: Result<unknown>) => {
    pending[at]?.(result)
    await new Promise((done) => setTimeout(done))
  }
  const isCancelled = () => signals.map((signal) => signal?.aborted)
  return { cache, call, reply, isCancelled }
}

const ok = (value: unknown): Result<unknown> => ({ ok: true, value })
const failed: Result<unknown> = {
  ok: false,
  error: { code: 'search.failed', message: 'It failed.', facts: {} },
}

describe('the query cache', () => {
  it('sends one request for many watchers, and notifies each', async () => {
    const { cache, call, reply } = slowShell()
    const listeners = [vi.fn(), vi.fn()]
    for (const listener of listeners) cache.watch('tags.list', {}, listener)
    await reply(0, ok([]))
    expect(call).toHaveBeenCalledTimes(1)
    for (const listener of listeners) expect(listener).toHaveBeenCalled()
    expect(cache.peek('tags.list', {}).value).toEqual([])
  })

  it('keeps the value while it is read again, and drops replies that arrive too late', async () => {
    const { cache, reply } = slowShell()
    cache.watch('tags.list', {}, () => {})
    await reply(0, ok(['first']))
    cache.refresh(['tags'])
    cache.refresh(['tags'])
    expect(cache.peek('tags.list', {})).toMatchObject({ value: ['first'], isPending: true })
    await reply(2, ok(['latest']))
    await reply(1, ok(['too late']))
    expect(cache.peek('tags.list', {})).toMatchObject({ value: ['latest'], isPending: false })
  })

  it('keeps the value together with the error of a later attempt', async () => {
    const { cache, reply } = slowShell()
    cache.watch('tags.list', {}, () => {})
    await reply(0, ok(['first']))
    cache.refresh(['tags'])
    await reply(1, failed)
    expect(cache.peek('tags.list', {})).toMatchObject({
      value: ['first'],
      error: { code: 'search.failed' },
      isPending: false,
    })
  })

  it('reads again only what a change affects, and forgets what is not watched', async () => {
    const { cache, call, reply } = slowShell()
    cache.watch('settings.get', {}, () => {})
    const stop = cache.watch('tags.list', {}, () => {})
    await reply(0, ok({}))
    await reply(1, ok(['first']))
    stop()
    cache.refresh(['records'])
    expect(call).toHaveBeenCalledTimes(2)
    expect(cache.peek('tags.list', {}).value).toBeUndefined()
    cache.refresh(['*'])
    expect(call).toHaveBeenCalledTimes(3)
  })
  it('cancels a request that nothing waits for any more, and repeats it when something does', async () => {
    const { cache, call, reply, isCancelled } = slowShell()
    const overtaken = cache.watch('search.find', { query: 'clin' }, () => {})
    cache.watch('search.find', { query: 'clinic' }, () => {})
    overtaken()
    await reply(1, ok('found'))
    expect(isCancelled()).toEqual([true, false])
    await reply(0, failed)
    expect(cache.peek('search.find', { query: 'clin' })).toMatchObject({ value: undefined, error: null })
    cache.watch('search.find', { query: 'clin' }, () => {})
    expect(call).toHaveBeenCalledTimes(3)
  })

  it('does not cancel a request that another component now waits for', async () => {
    const { cache, call, reply, isCancelled } = slowShell()
    cache.watch('tags.list', {}, () => {})()
    cache.watch('tags.list', {}, () => {})
    await reply(0, ok([]))
    expect(isCancelled()).toEqual([false])
    expect(call).toHaveBeenCalledTimes(1)
    expect(cache.peek('tags.list', {}).value).toEqual([])
  })
})
