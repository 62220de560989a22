import { Worker, type ResourceLimits } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { sharedGauge } from './shared-gauge.ts'
import { leaveSpare, takeSpare } from './spare-workers.ts'
import type { ThreadKind, ThreadMessage, ThreadRequest, ThreadStart } from './thread-kind.ts'
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
 * Runs a task in its own thread and resolves to its reply once the thread is idle or has ended, so that nothing it had
 * open is still held. Throws what the work threw, `kind.cancelled` when it was stopped before it began, and
 * `kind.failed` when the thread died.
 */
export function runInThread<Task, Reply, Progress>(
  kind: ThreadKind<Task, Reply, Progress>,
  task: Task,
  { onProgress, signal, program = workerUrl(kind.worker) }: ThreadOptions<Progress> = {},
): Promise<Reply> {
  if (signal?.aborted) return Promise.reject(new AppError(kind.cancelled))
  const gauge = sharedGauge()
  const worker = startThread(program, kind.resourceLimits, { task, memory: gauge.memory })
  signal?.addEventListener('abort', gauge.stop, { once: true })
  return new Promise((resolve, reject) => {
    const failed = (problem: string, cause?: unknown) => () =>
      reject(new AppError(kind.failed, { problem }, { cause }))
    let outcome: () => void = failed('its thread ended')
    const onMessage = (message: ThreadMessage<Reply, Progress>): void => {
      if (message.type === 'progress') onProgress?.(message.progress)
      else if (message.type === 'reply') outcome = () => resolve(message.reply)
      else if (message.type === 'error')
        outcome = () => reject(new AppError(message.code, message.facts, { cause: message.stack }))
      else {
        detach()
        void leaveSpare(program, worker)
      }
    }
    const onError = (cause: unknown): void => {
      outcome = failed(cause instanceof Error ? cause.message : String(cause), cause)
    }
    const detach = (): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', detach)
      signal?.removeEventListener('abort', gauge.stop)
      outcome()
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', detach)
  })
}

/** A thread at work on a task: the spare one of this program, or a new one. */
function startThread<Task>(program: URL, resourceLimits: ResourceLimits, start: ThreadStart<Task>): Worker {
  const spare = takeSpare(program)
  if (!spare) return new Worker(program, { workerData: start, resourceLimits })
  const request: ThreadRequest<Task> = { type: 'task', ...start }
  spare.ref()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  spare.postMessage(request)
  return spare
}
