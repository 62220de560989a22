import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { childProgram } from '../tools/child-program.ts'

/** The state of the files in a folder at which a child program is ended; gate.mjs says what each means. */
export interface Gate {
  /** Whether the process is killed there, or its thread waits there for the program to let it continue. */
  readonly end: 'kill' | 'wait'
  readonly when: 'objects' | 'partial' | 'verified' | 'staging' | 'ready' | 'placing'
  readonly folder: string
  readonly count?: number
}

/**
 * Runs a child program of the flow tests until the gate ends it; resolves to the signal that ended it and what it
 * printed.
 */
export async function runGated(
  program: string,
  words: readonly string[],
  gate: Gate,
): Promise<{ signal: NodeJS.Signals | null; printed: string }> {
  const preload = pathToFileURL(join(import.meta.dirname, 'gate.mjs')).href
  const child = spawn(process.execPath, ['--import', preload, childProgram(program), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOLDFAST_GATE: JSON.stringify(gate) },
  })
  const printed = text(child.stdout)
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return { signal, printed: await printed }
}
