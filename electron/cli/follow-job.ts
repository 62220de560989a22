import type { Job } from '../../shared/contract/jobs.ts'
import type { Host } from '../core/host/host.ts'
import type { Invocation } from './command.ts'

/** Does what is a task in the archive, shows its progress in lines of its own, and has Ctrl-C stop it, also where that came first. */
export async function followJob<T>(
  host: Host,
  isIt: (job: Job) => boolean,
  { terminal, signal }: Invocation,
  work: () => Promise<T>,
  line: (job: Job) => string = filesLine,
): Promise<T> {
  let running: string | null = null
  const cancel = () => void (running !== null && host.call('jobs.cancel', { job: running }))
  const stop = host.onEvent((event) => {
    if (event.event !== 'progress' || !isIt(event.job)) return
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
