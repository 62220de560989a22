import { setPriority } from 'node:os'

/**
 * Lets every other thread go first, so that work in the background holds up nobody who reads. Only Linux gives one thread
 * a priority of its own; threads started from here have it too.
 */
export function beModest(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(10)
  } catch {
    // A system that forbids it runs the work as it is.
  }
}
