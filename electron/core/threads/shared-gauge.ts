/** What several threads share about one piece of work: whether it is to stop, and how many bytes were read. */
export interface SharedGauge {
  readonly memory: SharedArrayBuffer
  stop(): void
  isStopped(): boolean
  add(bytes: number): void
  bytes(): number
}

/** A gauge in memory that another thread allocated, or in its own; all gauges in one memory show the same. */
export function sharedGauge(memory = new SharedArrayBuffer(16)): SharedGauge {
  const flag = new Int32Array(memory, 0, 1)
  const count = new BigInt64Array(memory, 8, 1)
  return {
    memory,
    stop: () => void Atomics.store(flag, 0, 1),
    isStopped: () => Atomics.load(flag, 0) === 1,
    add: (bytes) => void Atomics.add(count, 0, BigInt(bytes)),
    bytes: () => Number(Atomics.load(count, 0)),
  }
}
