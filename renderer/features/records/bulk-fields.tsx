import { recordKinds } from '../../../shared/model/choices.ts'
import { Credibility, Reliability } from '../../../shared/model/record.ts'
import type { RecordFields } from '../../../shared/model/record.ts'
import type { z } from 'zod'
import { useQuery } from '../../data/use-query.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { knownLanguages } from './known-languages.ts'

/** What can be set for many records at once. */
export const bulkFields = [
  'sources',
  'dateStated',
  'languages',
  'kind',
  'reliability',
  'credibility',
] as const
export type BulkField = (typeof bulkFields)[number]
type BulkValues = Pick<z.output<typeof RecordFields>, BulkField>

export const emptyBulk: BulkValues = {
  sources: [],
  dateStated: '',
  languages: [],
  kind: 'statement',
  reliability: 'F',
  credibility: '6',
}

export interface BulkEditorProps {
  readonly field: BulkField
  readonly values: BulkValues
  onChange(change: Partial<BulkValues>): void
}

/** The editor of one field. */
export function BulkEditor({ field, values, onChange }: BulkEditorProps) {
  const { records: words } = useMessages()
  const label = words.fields[field]!
  const choice = { label, isLabelHidden: true }
  switch (field) {
    case 'sources':
    case 'languages':
      return (
        <BulkList field={field} values={values[field]} onChange={(list) => onChange({ [field]: list })} />
      )
    case 'dateStated':
      return (
        <TextField
          label={label}
          isLabelHidden
          placeholder={words.dateHint}
          value={values.dateStated}
          onChange={(dateStated) => onChange({ dateStated })}
        />
      )
    case 'kind':
      return (
        <Select
          {...choice}
          value={values.kind}
          choices={recordKinds.map((id) => ({
            id,
            label: words.kinds[id],
          }))}
          onChange={(kind) => onChange({ kind })}
        />
      )
    case 'reliability':
      return (
        <Select
          {...choice}
          value={values.reliability}
          choices={Reliability.options.map((id) => ({ id, label: `${id} – ${words.reliability[id]}` }))}
          onChange={(reliability) => onChange({ reliability })}
        />
      )
    case 'credibility':
      return (
        <Select
          {...choice}
          value={values.credibility}
          choices={Credibility.options.map((id) => ({ id, label: `${id} – ${words.credibility[id]}` }))}
          onChange={(credibility) => onChange({ credibility })}
        />
      )
  }
}

interface BulkListProps {
  readonly field: 'sources' | 'languages'
  readonly values: readonly string[]
  onChange(values: string[]): void
}

function BulkList({ field, values, onChange }: BulkListProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const used = useQuery('search.values', { field }).value ?? []
  const nameOf = (value: string) => (field === 'languages' ? formats.languageName(value) : value)
  const others = field === 'languages' ? knownLanguages : []
  const ids = [...new Set([...used.map(({ value }) => value), ...others])]
  return (
    <TokenField
      label={words.fields[field]!}
      isLabelHidden
      values={values.map((id) => ({ id, label: nameOf(id) }))}
      suggestions={ids.map((id) => ({ id, label: nameOf(id) }))}
      onAdd={({ id }) => onChange([...values, id])}
      onRemove={({ id }) => onChange(values.filter((value) => value !== id))}
      onCreate={(text) => onChange([...values, text])}
      createLabel={words.addText}
      removeLabel={words.removeValue}
    />
  )
}
