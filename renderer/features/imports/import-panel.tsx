import { useState } from 'react'
import { useAction } from '../../data/use-action.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ImportProgress } from './import-progress.tsx'
import './imports.css'

export interface ImportPanelProps {
  readonly id: string
  onHide(): void
  onShowResult(): void
}

/** An import while it runs and when it has ended, in a corner, so that the user can continue working. */
export function ImportPanel({ id, onHide, onShowResult }: ImportPanelProps) {
  const { imports: words } = useMessages()
  const job = useJobs().find((each) => each.id === id)
  const ended = useQuery('imports.wait', { job: id })
  const cancel = useAction('jobs.cancel')
  const [isStopping, setStopping] = useState(false)
  const result = ended.value
  return (
    <section className="import-panel" aria-label={result ? words.result : words.progress}>
      <h2 className="import-panel-title">{result ? words.result : words.progress}</h2>
      {ended.error && <ErrorNote error={ended.error} />}
      {result ? (
        <p aria-live="polite">{words.sum(result.files, result.imported, result.duplicates, result.failed)}</p>
      ) : (
        job && <ImportProgress job={job} />
      )}
      {isStopping && !result && <p aria-live="polite">{words.cancelling}</p>}
      <div className="import-panel-buttons">
        <Button look="quiet" size="small" onPress={onHide}>
          {result ? words.close : words.hide}
        </Button>
        {result ? (
          <Button look="primary" size="small" onPress={onShowResult}>
            {words.showResult}
          </Button>
        ) : (
          <Button
            size="small"
            isDisabled={isStopping}
            onPress={() => {
              setStopping(true)
              void cancel.run({ job: id })
            }}
          >
            {words.cancel}
          </Button>
        )}
      </div>
    </section>
  )
}
