import { fork } from 'node:child_process'

/** Another process with a program of ours, which can be killed whatever it is doing without affecting this one. */
export interface WorkerProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when it has ended or could not be started. */
  onExit(listener: () => void): void
  kill(): void
}

/** Starts the program at `path`; Electron starts processes in another way, which its door supplies. */
export type StartProcess = (path: string, args: readonly string[]) => WorkerProcess

/** A Node process that writes nothing to the streams of this one. */
export const startNodeProcess: StartProcess = (path, args) => {
  const child = fork(path, [...args], {
    // Not those of this process, which may contain a debugger's port.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return {
    // A process that has ended receives nothing; `onExit` reports it.
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let isReported = false
      const report = () => {
        if (!isReported) listener()
        isReported = true
      }
      child.once('exit', report)
      child.on('error', () => child.pid === undefined && report())
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
