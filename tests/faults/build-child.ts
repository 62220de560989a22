import { join } from 'node:path'
import { buildWorkers, root } from '../tools/build-workers.ts'

/** Builds the process that is killed, with its workers beside it, and answers its path: from source it would start four times slower. */
export async function buildChild(): Promise<string> {
  // Two runs beside each other must not build over one another; what is left of one that was broken off is small.
  const folder = join(root, `out/test-faults-${process.pid}`)
  await buildWorkers(folder, { 'kill-child': join(import.meta.dirname, 'kill-child.ts') })
  return join(folder, 'kill-child.js')
}
