import { useState } from 'react'
import { CitationFields } from '../../../shared/model/citation.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { CitationForm } from './citation-form.tsx'
import { citationOf, draftOf } from './draft.ts'
import type { CitationDraft } from './draft.ts'
import { PasteLine } from './paste-line.tsx'
import { References } from './references.tsx'
import './citations.css'

const EMPTY = draftOf({ title: '', dateStated: '', languages: [], fields: CitationFields.parse({}) })

export interface CitationDialogProps {
  /** What was typed before the form was closed; null when nothing was. */
  readonly draft: CitationDraft | null
  onChange(draft: CitationDraft | null): void
  onClose(): void
}

/** The form for a citation, filled in by hand or from a pasted reference. */
export function CitationDialog({ draft: kept, onChange, onClose }: CitationDialogProps) {
  const { citations: words } = useMessages()
  const draft = kept ?? EMPTY
  const [added, setAdded] = useState<RecordId | null>(null)
  const { run, isPending, error } = useAction('records.create')
  const isReady = draft.title.trim() !== '' && !isPending
  const save = async () => {
    const { fields, ...rest } = citationOf(draft)
    const result = await run({ kind: 'citation', ...rest, citation: fields })
    if (!result.ok) return
    // The receipt names the record that was created.
    setAdded((result.value.ids[0] ?? null) as RecordId | null)
    onChange(null)
  }
  const cancel = () => {
    onChange(null)
    onClose()
  }
  return (
    <Dialog
      title={words.addTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      size="wide"
      isDismissable={kept === null || added !== null}
      footer={
        added ? (
          <AddedButtons id={added} onClose={onClose} onAnother={() => setAdded(null)} />
        ) : (
          <DraftButtons isReady={isReady} onSave={() => void save()} onCancel={cancel} />
        )
      }
    >
      {added ? (
        <div aria-live="polite">
          <p>{words.added}</p>
          <References id={added} />
        </div>
      ) : (
        <DraftBody draft={draft} onChange={onChange} onSubmit={() => isReady && void save()} />
      )}
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}

interface DraftBodyProps {
  readonly draft: CitationDraft
  onChange(draft: CitationDraft): void
  onSubmit(): void
}

function DraftBody({ draft, onChange, onSubmit }: DraftBodyProps) {
  return (
    // Ctrl-Enter saves from any field of the form.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="citation-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit()
      }}
    >
      <PasteLine onRead={(parsed) => onChange(draftOf(parsed))} />
      <CitationForm draft={draft} onChange={onChange} />
    </form>
  )
}

interface DraftButtonsProps {
  readonly isReady: boolean
  onSave(): void
  onCancel(): void
}

function DraftButtons({ isReady, onSave, onCancel }: DraftButtonsProps) {
  const { citations: words } = useMessages()
  return (
    <>
      <Button onPress={onCancel}>{words.cancel}</Button>
      <Button look="primary" isDisabled={!isReady} onPress={onSave}>
        {words.addDo}
      </Button>
    </>
  )
}

function AddedButtons({ id, onClose, onAnother }: { id: RecordId; onClose(): void; onAnother(): void }) {
  const { citations: words } = useMessages()
  return (
    <>
      <Button onPress={onAnother}>{words.addAnother}</Button>
      <Button
        look="primary"
        onPress={() => {
          onClose()
          navigate({ record: id })
        }}
      >
        {words.openRecord}
      </Button>
    </>
  )
}
