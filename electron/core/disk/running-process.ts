import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { errnoOf } from './durable.ts'

/** What distinguishes a process from a later one with the same number; null if this system does not say. */
export function markOf(pid: number): string | null {
  if (process.platform !== 'linux') return pid === process.pid ? basename(process.execPath) : null
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before it may contain anything, including parentheses; the start in ticks is the 22nd word of all.
    const started = words.slice(words.lastIndexOf(')') + 2).split(' ')[19]
    return started ? `${boot} ${started}` : null
  } catch {
    return null
  }
}

/**
 * False only when it is certain that the process with this number is gone, or is another one than the one with this
 * mark.
 */
export function isRunning(pid: number, mark: string | null | undefined): boolean {
  try {
    process.kill(pid, 0)
  } catch (cause) {
    if (errnoOf(cause) !== 'EPERM') return false
  }
  if (!mark) return true
  if (process.platform !== 'linux') return hasName(pid, mark)
  const now = markOf(pid)
  return now === null || now === mark
}

// Elsewhere the name of the program has to do; if it cannot be found out, the process counts as the one that was
// meant.
function hasName(pid: number, name: string): boolean {
  try {
    const [command, words] =
      process.platform === 'win32'
        ? ['tasklist', ['/FO', 'CSV', '/NH', '/FI', `PID eq ${pid}`]]
        : ['ps', ['-o', 'comm=', '-p', String(pid)]]
    const output = execFileSync(command as string, words as string[], { encoding: 'utf8', timeout: 5000 })
    return output.trim() === '' || output.toLowerCase().includes(name.toLowerCase())
  } catch {
    return true
  }
}
