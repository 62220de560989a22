/** The progress of a task at a moment. */
export interface Sample {
  readonly atMs: number
  readonly doneBytes: number
}

/** Bytes per second over the samples kept, and the seconds left at that rate; null while unknown. */
export interface Pace {
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
}

const WINDOW_MS = 8000

/** The samples of the last eight seconds with a new one; the oldest that is still needed to measure stays. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const recent = samples.filter((each) => sample.atMs - each.atMs <= WINDOW_MS)
  return [...(recent.length > 0 ? recent : samples.slice(-1)), sample]
}

/** The pace of a task from its samples, and the time that the rest of `totalBytes` takes at that pace. */
export function paceOf(samples: readonly Sample[], totalBytes: number | null): Pace {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.atMs - first.atMs < 500) return { bytesPerSecond: null, secondsLeft: null }
  const bytesPerSecond = ((last.doneBytes - first.doneBytes) * 1000) / (last.atMs - first.atMs)
  if (bytesPerSecond <= 0 || totalBytes === null) return { bytesPerSecond, secondsLeft: null }
  return { bytesPerSecond, secondsLeft: Math.max(0, totalBytes - last.doneBytes) / bytesPerSecond }
}
