import { useState } from 'react'
import { CitationFields } from '../../../shared/model/citation.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { useCommand } from '../../data/commands.tsx'
import { navigate } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
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

/** Offers adding a citation by form, and shows the form when asked. */
export function AddCitation() {
  const { citations: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  // Kept while the form is closed, so that one Escape too many loses nothing; only Cancel lets it go.
  const [draft, setDraft] = useState(EMPTY)
  const isReadOnly = useQuery('archive.describe', {}).value?.readOnly ?? false
  useCommand({
    id: 'citations.add',
    label: words.addTitle,
    group: words.group,
    isDisabled: isReadOnly,
    run: () => setOpen(true),
  })
  return isOpen && <CitationDialog draft={draft} onChange={setDraft} onClose={() => setOpen(false)} />
}

const EMPTY = draftOf({ title: '', dateStated: '', languages: [], fields: CitationFields.parse({}) })

interface CitationDialogProps {
  readonly draft: CitationDraft
  onChange(draft: CitationDraft): void
  onClose(): void
}

function CitationDialog({ draft, onChange, onClose }: CitationDialogProps) {
  const { citations: words } = useMessages()
  const [added, setAdded] = useState<RecordId | null>(null)
  const { run, isPending, error } = useAction('records.create')
  const isReady = draft.title.trim() !== '' && !isPending
  const save = async () => {
    const { fields, ...rest } = citationOf(draft)
    const result = await run({ kind: 'citation', ...rest, citation: fields })
    if (!result.ok) return
    // The receipt names the record that was made.
    setAdded((result.value.ids[0] ?? null) as RecordId | null)
    onChange(EMPTY)
  }
  return (
    <Dialog
      title={words.addTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      size="wide"
      isDismissable={draft === EMPTY || added !== null}
      footer={
        added ? (
          <AddedButtons id={added} onClose={onClose} onAnother={() => setAdded(null)} />
        ) : (
          <>
            <Button
              onPress={() => {
                onChange(EMPTY)
                onClose()
              }}
            >
              {words.cancel}
            </Button>
            <Button look="primary" isDisabled={!isReady} onPress={() => void save()}>
              {words.addDo}
            </Button>
          </>
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
