import { parentPort, workerData } from 'node:worker_threads'
import type { ErrorCode } from '../../../shared/error-codes.ts'
import { AppError } from '../../../shared/errors.ts'
import { sharedGauge, type SharedGauge } from './shared-gauge.ts'
import type { ThreadKind, ThreadMessage, ThreadStart } from './thread-kind.ts'

/**
 * In a thread that `runInThread` started: performs the task and sends its outcome. An error that is not an `AppError`
 * is sent as `kind.failed` with its message as the problem.
 */
export async function performTask<Task, Reply, Progress>(
  kind: ThreadKind<Task, Reply, Progress>,
  work: (task: Task, gauge: SharedGauge, onProgress: (progress: Progress) => void) => Promise<Reply>,
): Promise<void> {
  const { task, memory } = workerData as ThreadStart<Task> // Only run-in-thread.ts sets it.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  const send = (message: ThreadMessage<Reply, Progress>) => parentPort?.postMessage(message)
  try {
    const reply = await work(task, sharedGauge(memory), (progress) => send({ type: 'progress', progress }))
    send({ type: 'reply', reply })
  } catch (thrown) {
    send({ type: 'error', ...describe(thrown, kind.failed) })
  }
}

function describe(thrown: unknown, failed: ErrorCode) {
  const stack = thrown instanceof Error ? thrown.stack : undefined
  if (thrown instanceof AppError) return { code: thrown.code, facts: thrown.facts, stack }
  const problem = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: failed, facts: { problem }, stack }
}
