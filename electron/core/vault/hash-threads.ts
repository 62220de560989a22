import { Worker } from 'node:worker_threads'
import type { Damage } from '../../../shared/contract/custody.ts'
import { endWorker } from '../threads/end-worker.ts'
import { workerUrl } from '../threads/worker-url.ts'
import { createBatchChecker, type HashTask } from './batch-checker.ts'
import type { ExpectedObject } from './check-object.ts'
import type { HashReply, HashRequest } from './hash-worker.ts'

/** Threads that hash objects of a vault, each with one block of memory. */
export interface HashThreads {
  readonly count: number
  /** Reads these objects completely and returns their damage; null when stopped. Throws when a thread died. */
  check(objects: readonly ExpectedObject[]): Promise<readonly Damage[] | null>
  close(): Promise<void>
}

// Starting a thread takes about as long as hashing this much.
const SMALL_BYTES = 8 << 20

/** Hashes in this thread if the objects have few bytes altogether, otherwise in `count` threads. */
export function startHashing(task: HashTask, count: number, totalBytes: number): HashThreads {
  if (totalBytes > SMALL_BYTES) return startHashThreads(task, count)
  const check = createBatchChecker(task)
  return { count: 1, check: async (objects) => check(objects), close: async () => undefined }
}

/** Starts `count` threads; each request goes to the one with the fewest bytes outstanding. */
export function startHashThreads(task: HashTask, count: number): HashThreads {
  const threads = Array.from({ length: count }, () => startThread(task))
  return {
    count,
    async check(objects) {
      const bytes = objects.reduce((sum, each) => sum + each.sizeBytes, 0)
      const idlest = threads.reduce((best, each) => (each.load() < best.load() ? each : best))
      return await idlest.check(objects, bytes)
    },
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  }
}

interface Pending {
  readonly bytes: number
  readonly resolve: (damages: readonly Damage[] | null) => void
  readonly reject: (cause: unknown) => void
}

function startThread(task: HashTask) {
  const worker = new Worker(workerUrl('hash'), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  const pending = new Map<number, Pending>()
  let next = 0
  let load = 0
  let failure: unknown = null

  function fail(cause: unknown): void {
    failure ??= cause
    for (const { reject } of pending.values()) reject(failure)
    pending.clear()
  }

  worker.on('message', (reply: HashReply) => {
    const request = pending.get(reply.number)
    pending.delete(reply.number)
    load -= request?.bytes ?? 0
    if ('damages' in reply) request?.resolve(reply.damages)
    else request?.reject(new Error(reply.problem))
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`a hashing thread ended with code ${code}`)))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  const send = (request: HashRequest) => worker.postMessage(request)

  return {
    load: () => load,
    check(objects: readonly ExpectedObject[], bytes: number): Promise<readonly Damage[] | null> {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure)
        pending.set(next, { bytes, resolve, reject })
        load += bytes
        send({ type: 'check', number: next++, objects })
      })
    },
    close: async () => (failure ? undefined : await endWorker(worker, () => send({ type: 'end' }))),
  }
}
