import { useState } from 'react'
import type { ImportOutcome, ImportResult } from '../../../shared/contract/imports.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { TagThese } from './tag-these.tsx'
import './imports.css'

/** The outcome of every file of an import; the numbers add up, and each failure says why. */
export function ImportResultDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { imports: words } = useMessages()
  const { value: result, error } = useQuery('imports.wait', { job: id })
  return (
    <Dialog
      title={words.result}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      size="full"
      footer={
        <>
          {result && <TagThese records={recordsOf(result.outcomes)} />}
          <span className="import-foot-gap" />
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      {error && <ErrorNote error={error} />}
      {result && <ResultBody result={result} onGo={onClose} />}
    </Dialog>
  )
}

type Shown = 'all' | ImportOutcome['outcome']

function ResultBody({ result, onGo }: { result: ImportResult; onGo(): void }) {
  const { imports: words } = useMessages()
  const formats = useFormats()
  const [shown, setShown] = useState<Shown>(result.failed > 0 ? 'failed' : 'all')
  const counts = {
    all: result.files,
    imported: result.imported,
    duplicate: result.duplicates,
    failed: result.failed,
  }
  const listOf = (id: Shown) =>
    id === 'all' ? result.outcomes : result.outcomes.filter((each) => each.outcome === id)
  return (
    <div className="import-result">
      <p className="import-sum">
        {words.sum(result.files, result.imported, result.duplicates, result.failed)}
      </p>
      {result.cancelled && <p className="import-stopped">{words.stopped}</p>}
      <Tabs<Shown>
        label={words.result}
        selected={shown}
        onChange={setShown}
        tabs={(['all', 'imported', 'duplicate', 'failed'] as const).map((id) => ({
          id,
          label: `${words.outcomes[id]} ${formats.number(counts[id])}`,
          content: (
            <OutcomeList
              label={words.outcomes[id]}
              outcomes={listOf(id)}
              emptyText={id === 'failed' ? words.noneFailed : words.none}
              onGo={onGo}
            />
          ),
        }))}
      />
    </div>
  )
}

function recordsOf(outcomes: readonly ImportOutcome[]) {
  const records = outcomes.flatMap(({ outcome, record }) =>
    outcome === 'imported' && record ? [record] : [],
  )
  return [...new Set(records)]
}
