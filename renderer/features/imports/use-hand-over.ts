import { useCallback, useState } from 'react'
import type { Ticket } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import type { HandOver, HandOverWatch } from '../../shell/shell.ts'
import { errorToast, useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { withSample } from './pace.ts'
import type { Sample } from './pace.ts'

/** Files being sent, and the button that stops them; null when there are none. */
export interface RunningHandOver {
  readonly progress: HandOver
  readonly samples: readonly Sample[]
  stop(): void
}

/** Sends files and starts their import; `onStarted` receives its job. Does nothing when no files were chosen. */
export function useHandOver(onStarted: (job: string) => void) {
  const { imports: words } = useMessages()
  const { run } = useAction('imports.start')
  const show = useToast()
  const [underway, setUnderway] = useState<RunningHandOver | null>(null)
  const start = useCallback(
    async (send: (watch: HandOverWatch) => Promise<readonly Ticket[]>) => {
      const stopping = new AbortController()
      const stop = () => stopping.abort()
      try {
        const onProgress = (progress: HandOver) => {
          const sample = { atMs: Date.now(), doneBytes: progress.doneBytes }
          setUnderway((before) => ({ progress, stop, samples: withSample(before?.samples ?? [], sample) }))
        }
        const tickets = await send({ signal: stopping.signal, onProgress })
        if (tickets.length === 0) return
        const result = await run({ tickets: tickets.map((ticket) => ticket.id) })
        if (result.ok) onStarted(result.value.job)
        else show(errorToast(result.error))
      } catch (thrown) {
        // The door could not send the files; nothing was imported.
        console.error(thrown)
        show({ text: words.failedToStart, code: 'internal' })
      } finally {
        setUnderway(null)
      }
    },
    [run, show, onStarted, words],
  )
  return { underway, start }
}
