import { setPriority } from 'node:os'

let isThreadModest = false

/** Whether this thread was made modest, which lasts until it ends. */
export const isModest = (): boolean => isThreadModest

/**
 * Gives every other thread precedence, so that work in the background delays no reader. Only Linux gives a single
 * thread its own priority; threads started from this one inherit it.
 */
export function beModest(): void {
  isThreadModest = true
  if (process.platform !== 'linux') return
  try {
    setPriority(10)
  } catch {
    // A system that forbids it runs the work at normal priority.
  }
}
