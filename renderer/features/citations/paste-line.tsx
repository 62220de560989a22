import { useState } from 'react'
import type { ParsedCitation } from '../../../shared/contract/citations.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { draftOf } from './draft.ts'
import type { DraftField } from './draft.ts'

/** Parses a pasted citation line and passes its fields on, naming those it filled so that they get checked. */
export function PasteLine({ onRead }: { onRead(parsed: ParsedCitation): void }) {
  const { citations: words } = useMessages()
  const [line, setLine] = useState('')
  const [outcome, setOutcome] = useState('')
  const { run, isPending, error } = useAction('citations.parse')
  const read = async (text: string) => {
    const result = await run({ line: text })
    if (!result.ok) return
    if (!result.value) return setOutcome(words.unread)
    onRead(result.value)
    setOutcome(
      words.filled(
        filledFields(result.value)
          .map((field) => words.names[field])
          .join(', '),
      ),
    )
  }
  return (
    <div className="paste-line">
      <TextArea
        label={words.paste}
        hint={outcome === '' ? words.pasteHint : undefined}
        rows={3}
        // The user has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={line}
        onChange={(text) => {
          setLine(text)
          setOutcome('')
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || line.trim() === '') return
          event.preventDefault()
          void read(line)
        }}
      />
      <div className="paste-line-foot">
        <span aria-live="polite" className="ui-hint">
          {outcome}
        </span>
        <Button size="small" isDisabled={line.trim() === '' || isPending} onPress={() => void read(line)}>
          {words.read}
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </div>
  )
}

function filledFields(parsed: ParsedCitation): readonly DraftField[] {
  const draft = draftOf(parsed)
  // The keys of a draft are its fields.
  return (Object.keys(draft) as DraftField[]).filter(
    (field) => draft[field] !== '' && draft[field] !== 'unknown',
  )
}
