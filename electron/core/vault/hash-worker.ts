import { parentPort, workerData } from 'node:worker_threads'
import type { Damage } from '../../../shared/contract/custody.ts'
import { beModest } from '../threads/be-modest.ts'
import { createBatchChecker, type HashTask } from './batch-checker.ts'
import type { ExpectedObject } from './check-object.ts'

export type HashRequest =
  | { readonly type: 'check'; readonly number: number; readonly objects: readonly ExpectedObject[] }
  | { readonly type: 'end' }

/** `damages` is null if the gauge said to stop before all were checked. */
export type HashReply =
  | { readonly number: number; readonly damages: readonly Damage[] | null }
  | { readonly number: number; readonly problem: string }

const task = workerData as HashTask // Passed by hash-threads.ts only.
const check = createBatchChecker(task)
if (task.isModest) beModest()

parentPort?.on('message', (request: HashRequest) => {
  // Without its port nothing keeps the thread alive.
  if (request.type === 'end') return parentPort?.close()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  parentPort?.postMessage(answer(request))
})

function answer({ number, objects }: Extract<HashRequest, { type: 'check' }>): HashReply {
  try {
    return { number, damages: check(objects) }
  } catch (cause) {
    return { number, problem: cause instanceof Error ? cause.message : String(cause) }
  }
}
