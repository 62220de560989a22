import { join } from 'node:path'
import { buildWorkers, root } from '../tools/build-workers.ts'

/**
 * Builds the process that is killed, with its workers next to it, and returns its path: from source it would start
 * four times slower.
 */
export async function buildChild(): Promise<string> {
  // Two runs at the same time must not overwrite each other's build; what an interrupted one leaves is small.
  const folder = join(root, `out/test-faults-${process.pid}`)
  await buildWorkers(folder, { 'kill-child': join(import.meta.dirname, 'kill-child.ts') })
  return join(folder, 'kill-child.js')
}
