import type { TagId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { emptyStatement } from './statement-draft.ts'
import type { StatementDraft } from './statement-draft.ts'

export interface StatementDialogProps {
  readonly draft: StatementDraft
  onChange(draft: StatementDraft): void
  onClose(): void
}

/** The form for a statement that is pasted or typed; Ctrl-Enter adds it. */
export function StatementDialog({ draft, onChange, onClose }: StatementDialogProps) {
  const { records: words } = useMessages()
  const { save, isPending, error } = useSaveStatement()
  const isReady = draft.text.trim() !== '' && !isPending
  const discard = () => {
    onChange(emptyStatement)
    onClose()
  }
  const submit = async () => {
    const id = await save(draft)
    if (id === null) return
    discard()
    navigate({ record: id })
  }
  return (
    <Dialog
      title={words.statementTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      size="wide"
      isDismissable={draft === emptyStatement}
      footer={
        <>
          <Button onPress={discard}>{words.cancel}</Button>
          <Button look="primary" isDisabled={!isReady} onPress={() => void submit()}>
            {words.statementAdd}
          </Button>
        </>
      }
    >
      {/* Ctrl-Enter saves from any field of the form. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        className="statement-form"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) void submit()
        }}
      >
        <StatementFields draft={draft} onChange={(change) => onChange({ ...draft, ...change })} />
      </form>
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}

interface StatementFieldsProps {
  readonly draft: StatementDraft
  onChange(change: Partial<StatementDraft>): void
}

function StatementFields({ draft, onChange }: StatementFieldsProps) {
  const { records: words } = useMessages()
  const sources = useQuery('search.values', { field: 'sources' }).value ?? []
  const tags = useQuery('tags.list', {}).value ?? []
  const suggested = firstLine(draft.text)
  return (
    <>
      <TextArea
        label={words.statementText}
        hint={words.statementTextHint}
        rows={10}
        // The user has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={draft.text}
        onChange={(text) => onChange({ text })}
      />
      <TextField
        label={words.fields.title!}
        hint={words.titleHint}
        placeholder={suggested}
        value={draft.title}
        onChange={(title) => onChange({ title })}
      />
      <div className="form-pair">
        <NameTokens
          label={words.statementSource}
          values={draft.sources}
          suggestions={sources.map(({ value, count }) => ({ id: value, label: value, count }))}
          createLabel={words.addText}
          onChange={(values) => onChange({ sources: values })}
        />
        <TextField
          label={words.fields.dateStated!}
          placeholder={words.dateHint}
          value={draft.dateStated}
          onChange={(dateStated) => onChange({ dateStated })}
        />
      </div>
      <NameTokens
        label={words.statementTags}
        values={draft.tags}
        suggestions={tags.map((tag) => ({ id: tag.path, label: tag.path, count: tag.count }))}
        createLabel={words.createTag}
        onChange={(values) => onChange({ tags: values })}
      />
    </>
  )
}

interface NameTokensProps {
  readonly label: string
  readonly values: readonly string[]
  readonly suggestions: readonly { readonly id: string; readonly label: string; readonly count: number }[]
  createLabel(text: string): string
  onChange(values: readonly string[]): void
}

function NameTokens({ label, values, suggestions, createLabel, onChange }: NameTokensProps) {
  const { records: words } = useMessages()
  return (
    <TokenField
      label={label}
      values={values.map((value) => ({ id: value, label: value }))}
      suggestions={suggestions}
      onAdd={({ id }) => onChange([...values, id])}
      onRemove={({ id }) => onChange(values.filter((value) => value !== id))}
      onCreate={(text) => onChange([...values, text])}
      createLabel={createLabel}
      removeLabel={words.removeValue}
    />
  )
}

/** Creates the tags that do not exist yet, then the record with its text; resolves to the record's id, or null. */
function useSaveStatement() {
  const createTag = useAction('tags.create')
  const create = useAction('records.create')
  const save = async (draft: StatementDraft): Promise<string | null> => {
    const tags: TagId[] = []
    for (const path of draft.tags) {
      const created = await createTag.run({ path })
      if (!created.ok) return null
      tags.push(created.value.id)
    }
    const title = draft.title.trim() || firstLine(draft.text)
    const created = await create.run({
      kind: 'statement',
      title,
      text: draft.text,
      dateStated: draft.dateStated.trim(),
      sources: [...draft.sources],
      tags,
    })
    return created.ok ? (created.value.ids[0] ?? null) : null
  }
  return {
    save,
    isPending: create.isPending || createTag.isPending,
    error: createTag.error ?? create.error,
  }
}

const TITLE_LENGTH = 200

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0]!.trim()
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line
}
