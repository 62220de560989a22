import { expect, it } from 'vitest'
import { createWorkerQueue } from './worker-queue.ts'

it('closes although the end of its worker is never told', async () => {
  let killed = 0
  const start = () => ({ send() {}, onMessage() {}, onExit() {}, kill: () => void (killed += 1) })
  const queue = createWorkerQueue({ start, timeLimitMs: 60_000, exitMs: 1 })
  const asked = queue.ask({ type: 'sniff', request: { path: '/nowhere', name: 'a' } as never })
  const failed = expect(asked).rejects.toMatchObject({ code: 'extract.failed' })
  await queue.close()
  await failed
  expect(killed).toBe(1)
})
