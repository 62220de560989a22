import type { Job } from '../../shared/contract/jobs.ts'
import type { Host } from '../core/host/host.ts'
import type { Invocation } from './command.ts'

/**
 * Runs work that is a job of the archive, shows its progress, and cancels it on Ctrl-C, even one that came before the
 * job started.
 */
export async function followJob<T>(
  host: Host,
  isOurs: (job: Job) => boolean,
  { terminal, signal }: Invocation,
  work: () => Promise<T>,
  line: (job: Job) => string = filesLine,
): Promise<T> {
  let running: string | null = null
  const cancel = () => void (running !== null && host.call('jobs.cancel', { job: running }))
  const stop = host.onEvent((event) => {
    if (event.event !== 'progress' || !isOurs(event.job)) return
    if (running === null && signal.aborted)
      host.call('jobs.cancel', { job: event.job.id }).catch(() => undefined)
    running = event.job.id
    terminal.progress(line(event.job))
  })
  signal.addEventListener('abort', cancel)
  try {
    return await work()
  } finally {
    signal.removeEventListener('abort', cancel)
    stop()
  }
}

function filesLine({ doneFiles, totalFiles, doneBytes, totalBytes }: Job): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  return `${doneFiles} of ${totalFiles ?? '?'} files, ${megabytes(doneBytes)} of ${megabytes(totalBytes ?? 0)} MB`
}
