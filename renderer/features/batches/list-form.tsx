import { showDirections } from '../../../shared/text/show-directions.ts'
import { useState } from 'react'
import type { Ticket } from '../../../shared/model/ids.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'

export interface ListFormProps {
  readonly text: string
  onText(text: string): void
  onStarted(job: string): void
}

/** Where the list comes from, typed or from a file, and how much of the results goes into the table. */
export function ListForm({ text, onText, onStarted }: ListFormProps) {
  const { batch: words } = useMessages()
  const [file, setFile] = useState<Ticket | null>(null)
  const [hits, setHits] = useState<HitChoice>('100')
  const { run, isPending, error } = useAction('batches.start')
  const isReady = (file !== null || text.trim() !== '') && !isPending
  const start = async () => {
    if (!isReady) return
    const list = file ? { ticket: file.id } : { text, layout: 'lines' as const }
    const result = await run({ list, hits: Number(hits) })
    if (result.ok) onStarted(result.value.job)
  }
  return (
    <>
      {file ? (
        <p className="batch-file">
          <span>{words.chosen(showDirections(file.name))}</span>
          <Button look="link" onPress={() => setFile(null)}>
            {words.removeFile}
          </Button>
        </p>
      ) : (
        <TextArea
          label={words.queries}
          hint={words.queriesHint}
          rows={9}
          // The user has just asked to type here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={text}
          onChange={onText}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void start()
          }}
        />
      )}
      <FileChoice onChosen={setFile} />
      <div className="batch-foot">
        <HitsChoice value={hits} onChange={setHits} />
        <Button look="primary" isDisabled={!isReady} onPress={() => void start()}>
          {words.start}
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  )
}

function FileChoice({ onChosen }: { onChosen(file: Ticket): void }) {
  const { batch: words } = useMessages()
  const shell = useShell()
  const [problem, setProblem] = useState('')
  const choose = async () => {
    setProblem('')
    try {
      const [file, ...more] = await shell.pickFiles()
      if (more.length > 0) setProblem(words.oneFile)
      else if (file) onChosen(file)
    } catch (thrown) {
      console.error(thrown)
      setProblem(words.notHandedOver)
    }
  }
  return (
    <div className="batch-from-file">
      <span className="ui-hint">{words.or}</span>
      <Button size="small" onPress={() => void choose()}>
        {words.chooseFile}
      </Button>
      <span className="batch-problem" aria-live="polite">
        {problem}
      </span>
    </div>
  )
}

const hitChoices = ['20', '100', '500', '0'] as const
type HitChoice = (typeof hitChoices)[number]

function HitsChoice({ value, onChange }: { value: HitChoice; onChange(value: HitChoice): void }) {
  const { batch: words } = useMessages()
  return (
    <Select
      label={words.hits}
      choices={hitChoices.map((id) => ({ id, label: words.hitChoices[id] }))}
      value={value}
      onChange={onChange}
    />
  )
}
