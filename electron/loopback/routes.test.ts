import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { openAddress } from '../../tests/tools/open-address.ts'
import type { Host } from '../core/host/host.ts'
import { startServer } from './server.ts'
import type { LoopbackServer } from './server.ts'

let server: LoopbackServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

describe('a call', () => {
  it('is cancelled in the core when the page aborts its request', async () => {
    let hear: (signal: AbortSignal) => void
    const asked = new Promise<AbortSignal>((resolve) => (hear = resolve))
    const call: Host['call'] = (_method, _params, signal) => {
      hear(signal!)
      return new Promise(() => {})
    }
    // Nothing else of the host is used here.
    server = await startServer({ call } as Host, '')
    const page = await openPage(server.address)
    const search = page.call('search.find')
    const signal = await asked
    expect(signal.aborted).toBe(false)
    search.destroy()
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    expect(signal.aborted).toBe(true)
  })
})

/** Calls as the page at the printed address does. */
async function openPage(address: string) {
  const own = await openAddress(address)
  return {
    call(method: string) {
      const headers = { ...own, 'content-type': 'application/json' }
      const call = request(`${own.origin}/call`, { method: 'POST', headers })
      call.on('error', () => undefined)
      call.end(JSON.stringify({ method, params: {} }))
      return call
    },
  }
}
