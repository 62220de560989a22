import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { sharedGauge } from './shared-gauge.ts'
import type { ThreadKind, ThreadMessage, ThreadStart } from './thread-kind.ts'
import { workerUrl } from './worker-url.ts'

/** How a task is run and followed. */
export interface ThreadOptions<Progress> {
  readonly onProgress?: (progress: Progress) => void
  /** An abort asks the work to stop; the work decides how it then ends. */
  readonly signal?: AbortSignal
  /** The program of the thread, if it is not the one that its kind names. */
  readonly program?: URL
}

/**
 * Runs a task in its own thread and resolves to its reply once the thread has ended, so that nothing it had open is
 * still held. Throws what the work threw, `kind.cancelled` when it was stopped before it began, and `kind.failed`
 * when the thread died.
 */
export function runInThread<Task, Reply, Progress>(
  kind: ThreadKind<Task, Reply, Progress>,
  task: Task,
  { onProgress, signal, program = workerUrl(kind.worker) }: ThreadOptions<Progress> = {},
): Promise<Reply> {
  if (signal?.aborted) return Promise.reject(new AppError(kind.cancelled))
  const gauge = sharedGauge()
  const workerData: ThreadStart<Task> = { task, memory: gauge.memory }
  const worker = new Worker(program, { workerData, resourceLimits: kind.resourceLimits })
  signal?.addEventListener('abort', gauge.stop, { once: true })
  return new Promise((resolve, reject) => {
    const failed = (problem: string, cause?: unknown) => () =>
      reject(new AppError(kind.failed, { problem }, { cause }))
    let outcome: () => void = failed('its thread ended')
    worker.on('message', (message: ThreadMessage<Reply, Progress>) => {
      if (message.type === 'progress') onProgress?.(message.progress)
      else if (message.type === 'reply') outcome = () => resolve(message.reply)
      else outcome = () => reject(new AppError(message.code, message.facts, { cause: message.stack }))
    })
    worker.on('error', (cause) => {
      outcome = failed(cause instanceof Error ? cause.message : String(cause), cause)
    })
    worker.on('exit', () => {
      signal?.removeEventListener('abort', gauge.stop)
      outcome()
    })
  })
}
