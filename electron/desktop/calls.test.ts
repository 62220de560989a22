import { describe, expect, it } from 'vitest'
import type { Result } from '../../shared/result.ts'
import { createCalls } from './calls.ts'

/** A host whose calls last until they are given up or answered. */
function slowHost() {
  const calls: { readonly signal: AbortSignal | undefined; answer(): void }[] = []
  const call = (_method: string, _params: unknown, signal?: AbortSignal) =>
    new Promise<Result<unknown>>((resolve) =>
      calls.push({ signal, answer: () => resolve({ ok: true, value: null }) }),
    )
  return { calls, host: { call } }
}

describe('the calls of a page', () => {
  it('are given up by their number, and only those', () => {
    const { calls, host } = slowHost()
    const page = createCalls(host)
    void page.make('search.find', {}, 1)
    void page.make('search.find', {}, 2)
    page.cancel(1)
    page.cancel('2')
    expect(calls.map(({ signal }) => signal?.aborted)).toEqual([true, false])
  })

  it('are out of reach once they have ended, also where a page counts anew', async () => {
    const { calls, host } = slowHost()
    const page = createCalls(host)
    const first = page.make('search.find', {}, 1)
    void page.make('search.find', {}, 1)
    calls[0]!.answer()
    await first
    page.cancel(1)
    expect(calls.map(({ signal }) => signal?.aborted)).toEqual([false, true])
  })

  it('need no number', async () => {
    const { calls, host } = slowHost()
    const answer = createCalls(host).make('tags.list', {}, undefined)
    calls[0]!.answer()
    expect(await answer).toEqual({ ok: true, value: null })
    expect(calls[0]!.signal).toBeUndefined()
  })
})
