import { utilityProcess } from 'electron'
import type { StartProcess } from '../core/host/host.ts'

/** Starts an Electron utility process: the packaged app cannot run as plain Node, because its fuse `runAsNode` is off. */
export const startUtilityProcess: StartProcess = (path, args) => {
  const child = utilityProcess.fork(path, [...args], { stdio: 'ignore', serviceName: 'Holdfast reader' })
  let isEnded = false
  // A process cannot be killed before it runs, and Electron's own `kill` does nothing then.
  child.once('spawn', () => isEnded && child.pid !== undefined && killNow(child.pid))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window.
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill() {
      isEnded = true
      // Electron's own `kill` sends a request, which a stuck reader ignores.
      if (child.pid !== undefined) killNow(child.pid)
    },
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has already exited.
  }
}
