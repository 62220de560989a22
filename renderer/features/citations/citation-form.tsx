import { useId, useState } from 'react'
import { CitationStatus, citationTypes } from '../../../shared/model/citation.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { isManyLines } from './card-fields.ts'
import type { CardField } from './card-fields.ts'
import type { CitationDraft, DraftField } from './draft.ts'

const mainFields = ['title', 'author', 'dateStated', 'documentType', 'symbol', 'refworldUrls'] as const
const moreFields = [
  'languages',
  'shortTitle',
  'coAuthors',
  'countries',
  'topics',
  'otherLanguages',
  'series',
  'refworldId',
  'otherUrls',
  'accessedOn',
  'webArchiveUrl',
  'status',
  'supersededBy',
  'supersedes',
  'pinpoint',
  'notes',
] as const

export interface CitationFormProps {
  readonly draft: CitationDraft
  onChange(draft: CitationDraft): void
}

/** Every field of a citation: those that a reference needs first, the others on request or once they are filled in. */
export function CitationForm({ draft, onChange }: CitationFormProps) {
  const { citations: words } = useMessages()
  const [isMore, setMore] = useState(false)
  const more = useId()
  const shown = moreFields.filter((field) => isMore || (draft[field] !== '' && draft[field] !== 'unknown'))
  const set = (field: DraftField) => (text: string) => onChange({ ...draft, [field]: text })
  return (
    <>
      <div className="form-grid">
        {mainFields.map((field) => (
          <FormField key={field} field={field} value={draft[field]} onChange={set(field)} />
        ))}
      </div>
      <div className="form-grid" id={more}>
        {shown.map((field) => (
          <FormField key={field} field={field} value={draft[field]} onChange={set(field)} />
        ))}
      </div>
      <Button
        look="link"
        size="small"
        aria-expanded={isMore}
        aria-controls={more}
        onPress={() => setMore(!isMore)}
      >
        {isMore ? words.less : words.more}
      </Button>
    </>
  )
}

interface FormFieldProps {
  readonly field: DraftField
  readonly value: string
  onChange(text: string): void
}

function FormField({ field, value, onChange }: FormFieldProps) {
  const { citations: words } = useMessages()
  const label = words.names[field]
  const hint = (words.hints as Readonly<Partial<Record<DraftField, string>>>)[field]
  const isWide = field === 'title' || field === 'notes' || field === 'refworldUrls'
  return <div className={isWide ? 'form-wide' : ''}>{control()}</div>

  function control() {
    if (field === 'documentType')
      return (
        <ComboField
          label={label}
          value={value}
          onChange={onChange}
          suggestions={citationTypes.map((type) => ({ id: type, label: type }))}
        />
      )
    if (field === 'status')
      return (
        <Select
          label={label}
          choices={CitationStatus.options.map((id) => ({ id, label: words.status[id] }))}
          value={CitationStatus.catch('unknown').parse(value)}
          onChange={onChange}
        />
      )
    const shared = { label, value, onChange, placeholder: hint }
    const isList = field === 'title' || field === 'languages' || isManyLines(field as CardField)
    return isList ? <TextArea {...shared} rows={2} /> : <TextField {...shared} />
  }
}
