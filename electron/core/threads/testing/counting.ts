import type { ThreadKind } from '../thread-kind.ts'

/** What the thread in the tests of the runner does: count, or fail in one of the ways in which threads fail. */
export type CountingTask =
  | { readonly kind: 'count'; readonly to: number }
  | { readonly kind: 'until-stopped' }
  | { readonly kind: 'modest' }
  | { readonly kind: 'hoard' }
  | { readonly kind: 'throw'; readonly foreseen: boolean }
  | { readonly kind: 'exit' }
  | { readonly kind: 'crash' }

/** The kind that both ends of these tests share. */
export const countingThread: ThreadKind<
  CountingTask,
  { readonly sum: number; readonly thread: number },
  number
> = {
  // Another program runs instead, for which there is no name.
  worker: 'verify',
  cancelled: 'custody.cancelled',
  failed: 'custody.failed',
  resourceLimits: { maxYoungGenerationSizeMb: 4 },
}
