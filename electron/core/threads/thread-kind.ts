import type { ResourceLimits } from 'node:worker_threads'
import type { ErrorCode } from '../../../shared/error-codes.ts'
import type { ErrorFacts } from '../../../shared/result.ts'
import type { WorkerName } from './worker-entries.ts'

/** Work that runs in its own thread: its program, its limits, and the errors it ends with. Both ends share it. */
export interface ThreadKind<Task, Reply, Progress> {
  readonly worker: WorkerName
  /** The error of work that was stopped before its thread started. */
  readonly cancelled: ErrorCode
  /** The error of a thread that died or threw an unforeseen error; its `problem` says how. */
  readonly failed: ErrorCode
  readonly resourceLimits: ResourceLimits
  /** Never set: it gives the compiler the types of what is sent between the two ends. */
  readonly crosses?: { readonly task: Task; readonly reply: Reply; readonly progress: Progress }
}

/** What a thread is started with. */
export interface ThreadStart<Task> {
  readonly task: Task
  /** The memory of the gauge that both ends share. */
  readonly memory: SharedArrayBuffer
}

/** What a thread is sent after it was idle: another task, or to end. */
export type ThreadRequest<Task> = (ThreadStart<Task> & { readonly type: 'task' }) | { readonly type: 'end' }

/**
 * What a thread sends: progress any number of times, then one reply or one error; after that it is idle and waits for a
 * request, or it ends.
 */
export type ThreadMessage<Reply, Progress> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'idle' }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly facts: ErrorFacts; readonly stack?: string }
