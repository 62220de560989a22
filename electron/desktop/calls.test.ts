import { describe, expect, it } from 'vitest'
import type { Result } from '../../shared/result.ts'
import { createCalls } from './calls.ts'

/** A host whose calls last until they are cancelled or answered. */
function slowHost() {
  const calls: { readonly signal: AbortSignal | undefined; answer(): void }[] = []
  const call = (_method: string, _params: unknown, signal?: AbortSignal) =>
    new Promise<Result<unknown>>((resolve) =>
      calls.push({ signal, answer: () => resolve({ ok: true, value: null }) }),
    )
  return { calls, host: { call } }
}

describe('the calls of a page', () => {
  it('are cancelled by number, one at a time', () => {
    const { calls, host } = slowHost()
    const page = createCalls(host)
    void page.make('search.find', {}, 1)
    void page.make('search.find', {}, 2)
    page.cancel(1)
    page.cancel('2')
    expect(calls.map(({ signal }) => signal?.aborted)).toEqual([true, false])
  })

  it('cannot be cancelled once they have ended, even if the page reuses their numbers', async () => {
    const { calls, host } = slowHost()
    const page = createCalls(host)
    const first = page.make('search.find', {}, 1)
    void page.make('search.find', {}, 1)
    calls[0]!.answer()
    await first
    page.cancel(1)
    expect(calls.map(({ signal }) => signal?.aborted)).toEqual([false, true])
  })

  it('work without a number', async () => {
    const { calls, host } = slowHost()
    const answer = createCalls(host).make('tags.list', {}, undefined)
    calls[0]!.answer()
    expect(await answer).toEqual({ ok: true, value: null })
    expect(calls[0]!.signal).toBeUndefined()
  })
})
