import { expect, it } from 'vitest'
import type { WorkerReply } from './worker.ts'
import { createWorkerQueue } from './worker-queue.ts'

it('closes even if the exit of its worker is never reported', async () => {
  let killed = 0
  const start = () => ({ send() {}, onMessage() {}, onExit() {}, kill: () => void (killed += 1) })
  const queue = createWorkerQueue({ start, timeLimitMs: 60_000, exitMs: 1 })
  const asked = queue.ask({ type: 'sniff', request: { path: '/nowhere', name: 'a' } as never })
  const failed = expect(asked).rejects.toMatchObject({ code: 'extract.failed' })
  await queue.close()
  await failed
  expect(killed).toBe(1)
})

it('ends a spent worker, and the next request gets a new one', async () => {
  const ends: number[] = []
  let started = 0
  const start = () => {
    const number = (started += 1)
    let reply: (message: unknown) => void = () => undefined
    return {
      send: () => reply({ ok: true, value: String(number), isSpent: number === 1 } satisfies WorkerReply),
      onMessage: (listener: (message: unknown) => void) => (reply = listener),
      onExit() {},
      kill: () => void ends.push(number),
    }
  }
  const queue = createWorkerQueue({ start, timeLimitMs: 60_000, exitMs: 1 })
  const ask = () => queue.ask({ type: 'sniff', request: { path: '/nowhere', name: 'a' } as never })
  const answers = [await ask(), await ask(), await ask()]
  expect(answers.map((answer) => answer !== 'died' && answer.ok && answer.value)).toEqual(['1', '2', '2'])
  expect(ends).toEqual([1])
  await queue.close()
})
