import { useState } from 'react'
import type { Job } from '../../../shared/contract/jobs.ts'
import { useEvents } from '../../data/use-events.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import type { Catalogue } from '../../messages/en.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { paceOf, withSample } from './pace.ts'
import type { Sample } from './pace.ts'

/** The progress of an import: files and bytes of how many, how fast, how long, and the current file. */
export function ImportProgress({ job }: { job: Job }) {
  const [samples, setSamples] = useState<readonly Sample[]>([])
  useEvents((event) => {
    if (event.event !== 'progress' || event.job.id !== job.id) return
    setSamples(withSample(samples, { atMs: Date.now(), doneBytes: event.job.doneBytes }))
  })
  return <ProgressLines progress={job} samples={samples} />
}

export interface ProgressLinesProps {
  readonly progress: Pick<Job, 'doneFiles' | 'totalFiles' | 'doneBytes' | 'totalBytes' | 'current'>
  /** Its recent progress, from which the pace is computed. */
  readonly samples: readonly Sample[]
}

/** The same for anything that processes files. */
export function ProgressLines({ progress: job, samples }: ProgressLinesProps) {
  const { imports: words } = useMessages()
  const formats = useFormats()
  const pace = paceOf(samples, job.totalBytes)
  const bytes =
    job.totalBytes === null
      ? formats.bytes(job.doneBytes)
      : words.bytesOf(formats.bytes(job.doneBytes), formats.bytes(job.totalBytes))
  const parts = [
    bytes,
    pace.bytesPerSecond === null ? '' : words.rate(formats.bytes(pace.bytesPerSecond)),
    pace.secondsLeft === null ? '' : words.left(timeWords(pace.secondsLeft, words)),
  ]
  const files =
    job.totalFiles === null
      ? `${words.doneFiles(job.doneFiles)}, ${words.counting}`
      : words.progressFiles(formats.number(job.doneFiles), formats.number(job.totalFiles))
  // Many small files are counted by number, a few large ones by bytes.
  const isByBytes = job.totalBytes !== null && job.totalBytes > 0
  return (
    <div className="import-progress">
      <ProgressBar
        label={files}
        done={isByBytes ? job.doneBytes : job.doneFiles}
        total={isByBytes ? job.totalBytes : job.totalFiles}
      />
      <p className="import-pace">{parts.filter((part) => part !== '').join(' · ')}</p>
      <p className="import-current" title={job.current}>
        <bdi dir="auto">{job.current}</bdi>
      </p>
    </div>
  )
}

function timeWords(seconds: number, words: Catalogue['imports']): string {
  if (seconds < 60) return words.seconds(Math.max(1, Math.round(seconds)))
  if (seconds < 3600) return words.minutes(Math.round(seconds / 60))
  return words.hours(Math.round(seconds / 3600))
}
