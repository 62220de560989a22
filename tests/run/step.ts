import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** One part of `npm test`, run in a separate process. */
export interface Step {
  readonly title: string
  /** The program and its arguments. */
  readonly words: readonly string[]
  /** What to type to run this step alone. */
  readonly alone: string
  readonly env?: Readonly<Record<string, string>>
  /** A file that receives the output while the step runs. */
  readonly log?: string
}

/** How a step ended. */
export interface StepResult {
  readonly step: Step
  readonly isOk: boolean
  readonly output: string
  readonly wallMs: number
  /** User and system time of the step and of all processes it waited for; null when the system does not report it. */
  readonly cpuMs: number | null
}

const root = resolve(import.meta.dirname, '../..')
const isWindows = process.platform === 'win32'
const running = new Set<ChildProcess>()
let isEnding = false

// The shell knows what its child processes cost, which Node does not report; and their output keeps its order.
const measured = ['sh', '-c', '"$@" 2>&1; status=$?; times >&3; exit $status', 'sh']

/** Runs a step to its end and holds back its output, so that the output of parallel steps is not interleaved. */
export async function runStep(step: Step): Promise<StepResult> {
  // When everything is being ended, the step before this one was ended too.
  if (isEnding) return await new Promise(() => undefined)
  const start = performance.now()
  const [program = '', ...rest] = isWindows ? step.words : [...measured, ...step.words]
  const child = spawn(program, rest, {
    cwd: root,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...step.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    shell: isWindows,
    // A separate process group, so that it can be ended with everything that it started.
    detached: !isWindows,
  })
  running.add(child)
  const parts: Buffer[] = []
  const { log } = step
  if (log) writeFileSync(log, '')
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (part: Buffer) => {
      parts.push(part)
      if (log) appendFileSync(log, part)
    })
  const times = text(child.stdio[3] as Readable)
  const [code] = (await once(child, 'close')) as [number | null]
  running.delete(child)
  return {
    step,
    isOk: code === 0,
    output: Buffer.concat(parts).toString().trimEnd(),
    wallMs: performance.now() - start,
    cpuMs: readTimes(await times),
  }
}

const PATIENCE_MS = 30_000

/**
 * Ends the running steps and everything they started: first as Ctrl-C does, then by force what has not ended some
 * time later.
 */
export async function endSteps(): Promise<void> {
  isEnding = true
  const ended = [...running].map((child) => once(child, 'close'))
  signalAll('SIGINT')
  const force = setTimeout(() => signalAll('SIGKILL'), PATIENCE_MS)
  await Promise.all(ended)
  clearTimeout(force)
}

function signalAll(signal: NodeJS.Signals): void {
  for (const child of running) {
    try {
      if (isWindows) child.kill(signal)
      else process.kill(-child.pid!, signal)
    } catch {
      // It ended just now.
    }
  }
}

/**
 * The second line of the output of a POSIX shell's `times`: `0m1.23s 0m0.45s`, user and system time of child
 * processes.
 */
function readTimes(printed: string): number | null {
  const found = /\n(\d+)m([\d.]+)s (\d+)m([\d.]+)s/.exec(printed)
  if (!found) return null
  const [userMin, user, systemMin, system] = found.slice(1).map(Number) as [number, number, number, number]
  return ((userMin + systemMin) * 60 + user + system) * 1000
}
