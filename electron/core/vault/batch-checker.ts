import type { Damage } from '../../../shared/contract/custody.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'
import { checkObject, type BlockReader, type ExpectedObject } from './check-object.ts'

/** Where to check objects, and the gauge that counts the bytes read and says when to stop. */
export interface HashTask {
  readonly vault: string
  readonly memory: SharedArrayBuffer
  readonly isModest: boolean
}

/** Reads objects completely and returns their damage; null when the gauge said to stop before all were checked. */
export type BatchChecker = (objects: readonly ExpectedObject[]) => readonly Damage[] | null

const BLOCK_BYTES = 1 << 18

class Stopped extends Error {}

/** A checker with one block of memory. It blocks on the disk, so it belongs in a thread. */
export function createBatchChecker({ vault, memory }: Pick<HashTask, 'vault' | 'memory'>): BatchChecker {
  const gauge = sharedGauge(memory)
  const reader: BlockReader = {
    block: Buffer.allocUnsafeSlow(BLOCK_BYTES),
    onBytes(bytes) {
      gauge.add(bytes)
      if (gauge.isStopped()) throw new Stopped()
    },
  }
  return (objects) => {
    try {
      return objects.map((object) => checkObject(vault, object, reader)).filter((damage) => damage !== null)
    } catch (cause) {
      if (cause instanceof Stopped) return null
      throw cause
    }
  }
}
