import { parentPort, workerData } from 'node:worker_threads'
import type { Damage } from '../../../shared/contract/custody.ts'
import { beModest } from '../threads/be-modest.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'
import { checkObject, type BlockReader, type ExpectedObject } from './check-object.ts'

/** The options that the threads are started with. */
export interface HashTask {
  readonly vault: string
  readonly memory: SharedArrayBuffer
  readonly isModest: boolean
}

export type HashRequest =
  | { readonly type: 'check'; readonly number: number; readonly objects: readonly ExpectedObject[] }
  | { readonly type: 'end' }

/** `damages` is null if the gauge said to stop before all were checked. */
export type HashReply =
  | { readonly number: number; readonly damages: readonly Damage[] | null }
  | { readonly number: number; readonly problem: string }

const BLOCK_BYTES = 1 << 18

const { vault, memory, isModest } = workerData as HashTask // Passed by hash-threads.ts only.
const gauge = sharedGauge(memory)
if (isModest) beModest()

class Stopped extends Error {}

const reader: BlockReader = {
  block: Buffer.allocUnsafeSlow(BLOCK_BYTES),
  onBytes(bytes) {
    gauge.add(bytes)
    if (gauge.isStopped()) throw new Stopped()
  },
}

parentPort?.on('message', (request: HashRequest) => {
  // Without its port nothing keeps the thread alive.
  if (request.type === 'end') return parentPort?.close()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  parentPort?.postMessage(answer(request))
})

function answer({ number, objects }: Extract<HashRequest, { type: 'check' }>): HashReply {
  try {
    const damages = objects.map((object) => checkObject(vault, object, reader))
    return { number, damages: damages.filter((damage) => damage !== null) }
  } catch (cause) {
    if (cause instanceof Stopped) return { number, damages: null }
    return { number, problem: cause instanceof Error ? cause.message : String(cause) }
  }
}
