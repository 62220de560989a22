import type { ThreadKind } from '../thread-kind.ts'

/** What the thread of the runner's tests does: count, or end badly in one of the ways that threads do. */
export type CountingTask =
  | { readonly kind: 'count'; readonly to: number }
  | { readonly kind: 'until-stopped' }
  | { readonly kind: 'throw'; readonly foreseen: boolean }
  | { readonly kind: 'exit' }
  | { readonly kind: 'crash' }

/** Both ends of the runner's tests. */
export const countingThread: ThreadKind<CountingTask, { readonly sum: number }, number> = {
  // Another program is run in its place, which no name stands for.
  worker: 'verify',
  cancelled: 'custody.cancelled',
  failed: 'custody.failed',
  resourceLimits: { maxYoungGenerationSizeMb: 4 },
}
