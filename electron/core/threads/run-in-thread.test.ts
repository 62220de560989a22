import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { childProgram } from '../../../tests/tools/child-program.ts'
import { runInThread, type ThreadOptions } from './run-in-thread.ts'
import { countingThread, type CountingTask } from './testing/counting.ts'

const program = pathToFileURL(childProgram('counting-thread'))
const run = (task: CountingTask, options: ThreadOptions<number> = {}) =>
  runInThread(countingThread, task, { program, ...options })

async function errorOf(running: Promise<unknown>): Promise<AppError> {
  const cause = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(cause).toBeInstanceOf(AppError)
  return cause as AppError // as just checked
}

describe('a task in its own thread', () => {
  it('gives its reply after all of its progress, in order', async () => {
    const seen: number[] = []
    expect(await run({ kind: 'count', to: 4 }, { onProgress: (each) => seen.push(each) })).toMatchObject({
      sum: 10,
    })
    expect(seen).toEqual([1, 2, 3, 4])
  })

  it('gives each caller the reply to its own task', async () => {
    const replies = await Promise.all([3, 2, 1].map((to) => run({ kind: 'count', to })))
    expect(replies.map(({ sum }) => sum)).toEqual([6, 3, 1])
  })

  it('throws the error that the work threw, with its facts', async () => {
    const error = await errorOf(run({ kind: 'throw', foreseen: true }))
    expect(error).toMatchObject({ code: 'backups.none', facts: { path: '/mnt' } })
  })

  it('names the problem of an unforeseen error, and keeps where it was thrown as the cause', async () => {
    const error = await errorOf(run({ kind: 'throw', foreseen: false }))
    expect(error).toMatchObject({ code: 'custody.failed', facts: { problem: 'no such row' } })
    expect(error.cause).toContain('counting-thread')
  })

  it('fails when the thread ends without a reply, or crashes outside the work', async () => {
    expect((await errorOf(run({ kind: 'exit' }))).facts).toEqual({ problem: 'its thread ended' })
    expect((await errorOf(run({ kind: 'crash' }))).facts).toEqual({ problem: 'a handler threw' })
  })

  it('fails when there is no such program', async () => {
    const error = await errorOf(run({ kind: 'exit' }, { program: pathToFileURL('/no/such/program.js') }))
    expect(error.code).toBe('custody.failed')
  })

  it('stops at an abort, and starts no thread when already aborted', async () => {
    const controller = new AbortController()
    const onProgress = () => controller.abort()
    const running = run({ kind: 'until-stopped' }, { signal: controller.signal, onProgress })
    expect((await errorOf(running)).code).toBe('custody.cancelled')
    const late = run({ kind: 'count', to: 1 }, { signal: controller.signal })
    expect((await errorOf(late)).code).toBe('custody.cancelled')
  })

  it('runs one task after another in one thread, whatever the work threw in between', async () => {
    const { thread } = await run({ kind: 'count', to: 1 })
    await errorOf(run({ kind: 'throw', foreseen: true }))
    expect(await run({ kind: 'count', to: 3 })).toEqual({ sum: 6, thread })
  })

  it('takes another thread after an unforeseen error or a crash', async () => {
    const { thread } = await run({ kind: 'count', to: 1 })
    await errorOf(run({ kind: 'throw', foreseen: false }))
    const next = await run({ kind: 'count', to: 3 })
    expect(next.sum).toBe(6)
    expect(next.thread).not.toBe(thread)
    await errorOf(run({ kind: 'crash' }))
    expect((await run({ kind: 'count', to: 2 })).sum).toBe(3)
  })

  it.each([
    ['lowered its own priority', 'modest'],
    ['holds much memory', 'hoard'],
  ] as const)('takes another thread after one that %s', async (_, kind) => {
    const { thread } = await run({ kind })
    expect((await run({ kind: 'count', to: 3 })).thread).not.toBe(thread)
  })
})
