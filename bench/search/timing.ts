import { readFileSync } from 'node:fs'

/** Milliseconds of one kind of query. `cpu` is that of the entire process, with all threads, for one query. */
export interface Timing {
  readonly p50: number
  readonly p95: number
  readonly cpu: number
  /** Results per query, on average. */
  readonly hits: number
}

/** Runs each query `rounds` times, after one warm-up round. */
export async function timeEach<T>(
  questions: readonly T[],
  rounds: number,
  ask: (question: T) => number | Promise<number>,
): Promise<Timing> {
  let hits = 0
  for (const question of questions) hits += await ask(question)
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1)
    for (const question of questions) {
      const started = performance.now()
      await ask(question)
      times.push(performance.now() - started)
    }
  const { user, system } = process.cpuUsage(cpu)
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    cpu: (user + system) / 1000 / times.length,
    hits: hits / questions.length,
  }
}

/** The cost of some work. */
export interface Cost {
  readonly seconds: number
  readonly cpuSeconds: number
}

export async function cost(work: () => unknown): Promise<Cost> {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/**
 * Returns the resident memory of this process in bytes, now and at its peak; only Linux reports the peak separately.
 */
export function memory(): { now: number; peak: number } {
  const now = process.memoryUsage().rss
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    return { now, peak: Number(/VmHWM:\s+(\d+)/.exec(status)![1]) * 1024 }
  } catch {
    return { now, peak: process.resourceUsage().maxRSS * 1024 }
  }
}
