import { FieldRow } from '../../ui/field-row.tsx'
import { Select } from '../../ui/select.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface ChoiceFieldProps<Id extends string> {
  /** The name of the field in the messages. */
  readonly field: string
  readonly choices: Readonly<Record<Id, string>>
  readonly value: Id
  readonly isReadOnly: boolean
  onChange(value: Id): void
}

/** A field with a few values, changed by choosing another. */
export function ChoiceField<Id extends string>(props: ChoiceFieldProps<Id>) {
  const { field, choices, value, isReadOnly, onChange } = props
  const { records: words } = useMessages()
  const label = words.fields[field] ?? field
  return (
    <FieldRow label={label}>
      {isReadOnly ? (
        choices[value]
      ) : (
        <Select
          label={label}
          isLabelHidden
          look="quiet"
          // The keys of `choices` are its ids.
          choices={(Object.keys(choices) as Id[]).map((id) => ({ id, label: choices[id] }))}
          value={value}
          onChange={(id) => id !== value && onChange(id)}
        />
      )}
    </FieldRow>
  )
}
