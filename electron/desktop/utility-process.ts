import { utilityProcess } from 'electron'
import type { StartProcess } from '../core/host/host.ts'

/** A process of Electron's own kind: its program cannot be run as Node, by anyone. */
export const startUtilityProcess: StartProcess = (path, args) => {
  const child = utilityProcess.fork(path, [...args], { stdio: 'ignore', serviceName: 'Holdfast reader' })
  let isEnded = false
  // Before it runs, a process cannot be ended, and Electron's own `kill` does nothing then.
  child.once('spawn', () => isEnded && child.pid !== undefined && killNow(child.pid))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window.
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill() {
      isEnded = true
      // Electron's own `kill` asks, and a reader that is stuck does not listen.
      if (child.pid !== undefined) killNow(child.pid)
    },
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
