import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { ErrorCode } from '../../../shared/error-codes.ts'
import { AppError } from '../../../shared/errors.ts'
import { isModest } from './be-modest.ts'
import { isSmallThread } from './is-small-thread.ts'
import { sharedGauge, type SharedGauge } from './shared-gauge.ts'
import type { ThreadKind, ThreadMessage, ThreadRequest, ThreadStart } from './thread-kind.ts'

/**
 * In a thread that `runInThread` started: performs its tasks, one after another, and sends the outcome of each. An error
 * that is not an `AppError` is sent as `kind.failed` with its message as the problem, and ends the thread.
 */
export async function performTask<Task, Reply, Progress>(
  kind: ThreadKind<Task, Reply, Progress>,
  work: (task: Task, gauge: SharedGauge, onProgress: (progress: Progress) => void) => Promise<Reply>,
): Promise<void> {
  const port = parentPort!
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  const send = (message: ThreadMessage<Reply, Progress>) => port.postMessage(message)
  let start: ThreadStart<Task> | null = workerData as ThreadStart<Task> // Only run-in-thread.ts sets it.
  while (start) {
    const { task, memory }: ThreadStart<Task> = start
    try {
      const reply = await work(task, sharedGauge(memory), (progress) => send({ type: 'progress', progress }))
      send({ type: 'reply', reply })
    } catch (thrown) {
      send({ type: 'error', ...describe(thrown, kind.failed) })
      if (!(thrown instanceof AppError)) return
    }
    // The end of a thread frees its memory; and one that runs at low priority cannot be raised again.
    if (isModest() || !isSmallThread()) return
    send({ type: 'idle' })
    const [request] = (await once(port, 'message')) as [ThreadRequest<Task>]
    start = request.type === 'task' ? request : null
  }
}

function describe(thrown: unknown, failed: ErrorCode) {
  const stack = thrown instanceof Error ? thrown.stack : undefined
  if (thrown instanceof AppError) return { code: thrown.code, facts: thrown.facts, stack }
  const problem = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: failed, facts: { problem }, stack }
}
