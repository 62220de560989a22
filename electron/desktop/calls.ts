import type { Result } from '../../shared/result.ts'
import type { Host } from '../core/host/host.ts'

/** The calls of one page that are under way, by the numbers that the page gave them. */
export interface Calls {
  make(method: string, params: unknown, number: unknown): Promise<Result<unknown>>
  /** Tells the core that nobody waits for the call any more; one that has ended, or never was, is none of its business. */
  cancel(number: unknown): void
}

/** Calls on a host, each of which can be given up by its number. */
export function createCalls(host: Pick<Host, 'call'>): Calls {
  const underWay = new Map<number, AbortController>()
  return {
    async make(method, params, number) {
      if (typeof number !== 'number') return await host.call(method, params)
      const left = new AbortController()
      underWay.set(number, left)
      try {
        return await host.call(method, params, left.signal)
      } finally {
        // A page that was loaded anew counts from the start again.
        if (underWay.get(number) === left) underWay.delete(number)
      }
    },
    cancel(number) {
      if (typeof number === 'number') underWay.get(number)?.abort()
    },
  }
}
