import { fork } from 'node:child_process'

/** A program of ours beside this one, which can be ended whatever it is doing and takes nothing with it. */
export interface WorkerProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when it has ended or could not be started. */
  onExit(listener: () => void): void
  kill(): void
}

/** Starts the program at `path`; Electron has a way of its own, which its door brings along. */
export type StartProcess = (path: string, args: readonly string[]) => WorkerProcess

/** A process of Node, which says nothing on the streams of this one. */
export const startNodeProcess: StartProcess = (path, args) => {
  const child = fork(path, [...args], {
    // Not those of this process, which may hold a debugger's port.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return {
    // One that is gone hears nothing; its exit tells.
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let isTold = false
      const tell = () => {
        if (!isTold) listener()
        isTold = true
      }
      child.once('exit', tell)
      child.on('error', () => child.pid === undefined && tell())
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
