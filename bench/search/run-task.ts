import { fileURLToPath } from 'node:url'
import { runMeasured } from '../measure.ts'
import type { Tasks } from './child.ts'

/** Runs a task in a new process and returns its result. */
export async function runTask<Name extends keyof Tasks>(
  name: Name,
  argument: string,
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const child = fileURLToPath(new URL('./child.ts', import.meta.url))
  const { stdout } = await runMeasured(process.execPath, [child, name, argument], {})
  return JSON.parse(stdout) as Awaited<ReturnType<Tasks[Name]>>
}
