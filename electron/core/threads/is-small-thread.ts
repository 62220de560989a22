import { getHeapStatistics } from 'node:v8'

const SMALL_BYTES = 64 * 1024 ** 2

/** Whether this thread uses so little memory, in its heap and in buffers, that it may be kept without work. */
export function isSmallThread(): boolean {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics()
  return heap + buffers < SMALL_BYTES
}
