import type { Result } from '../../shared/result.ts'
import type { Host } from '../core/host/host.ts'

/** The calls of one page that are in progress, by the numbers that the page gave them. */
export interface Calls {
  make(method: string, params: unknown, number: unknown): Promise<Result<unknown>>
  /** Cancels a call that nobody waits for any more; has no effect if it has ended or never existed. */
  cancel(number: unknown): void
}

/** Makes calls on a host, each of which can be cancelled by its number. */
export function createCalls(host: Pick<Host, 'call'>): Calls {
  const inProgress = new Map<number, AbortController>()
  return {
    async make(method, params, number) {
      if (typeof number !== 'number') return await host.call(method, params)
      const cancellation = new AbortController()
      inProgress.set(number, cancellation)
      try {
        return await host.call(method, params, cancellation.signal)
      } finally {
        // A reloaded page starts counting again, so the number may belong to a newer call.
        if (inProgress.get(number) === cancellation) inProgress.delete(number)
      }
    },
    cancel(number) {
      if (typeof number === 'number') inProgress.get(number)?.abort()
    },
  }
}
