import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program that is started again on request; two of it never run at once, so they share no lock. */
export interface Program {
  /** Ends the program, waits for its end, and starts it again. */
  restart(): Promise<void>
  /** Ends the program and resolves when it has exited. */
  end(): Promise<void>
}

/** Creates a program that `start` starts; `onExit` hears of an end that was not asked for. */
export function createProgram(start: () => ChildProcess, onExit: (code: number | null) => void): Program {
  let child: ChildProcess | null = null
  let last = Promise.resolve()
  const next = (act: () => Promise<void>) => (last = last.then(act))

  async function stop(): Promise<void> {
    const ending = child
    child = null
    if (ending === null || !isRunning(ending)) return
    ending.kill('SIGTERM')
    await once(ending, 'exit')
  }

  async function restart(): Promise<void> {
    await stop()
    const started = start()
    child = started
    started.once('exit', (code) => child === started && onExit(code))
  }

  return { restart: () => next(restart), end: () => next(stop) }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null
