import { useMemo } from 'react'
import type { QueryField } from '../../../shared/query/query.ts'
import { FieldRow } from '../../ui/field-row.tsx'
import { Token } from '../../ui/token.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useWordMarks } from '../../data/use-word-marks.ts'
import { Highlighted } from '../../ui/highlighted.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { InPlace } from './in-place.tsx'
import { knownLanguages } from './known-languages.ts'
import type { FieldGroupProps } from './field-group-props.ts'

export interface NamesFieldProps extends FieldGroupProps {
  readonly field: 'people' | 'sources' | 'places'
}

/** Names, completed from those in use; each addition or removal is saved at once. */
export function NamesField({ record, edit, isReadOnly, field }: NamesFieldProps) {
  return (
    <ListField
      field={field}
      values={record[field]}
      isReadOnly={isReadOnly}
      onChange={(values) => edit({ [field]: values })}
    />
  )
}

/** Languages, shown by name and kept as codes; a language without a code is kept as typed. */
export function LanguagesField({ record, edit, isReadOnly }: FieldGroupProps) {
  const formats = useFormats()
  return (
    <ListField
      field="languages"
      values={record.languages}
      nameOf={formats.languageName}
      known={knownLanguages}
      isReadOnly={isReadOnly}
      onChange={(languages) => edit({ languages })}
    />
  )
}

interface ListFieldProps {
  readonly field: 'people' | 'sources' | 'places' | 'languages'
  readonly values: readonly string[]
  readonly isReadOnly: boolean
  /** Offered in addition to the values in use. */
  readonly known?: readonly string[]
  nameOf?(value: string): string
  onChange(values: string[]): void
}

const queryFields = { people: 'person', sources: 'source', places: 'place', languages: undefined } as const
const asItIs = (value: string) => value

function ListField({ field, values, isReadOnly, known = [], nameOf = asItIs, onChange }: ListFieldProps) {
  const { records: words } = useMessages()
  const label = words.fields[field]!
  return (
    <FieldRow label={label}>
      <InPlace
        label={label}
        spoken={values.map(nameOf).join(', ') || words.notRecorded}
        shown={<Values values={values.map(nameOf)} field={queryFields[field]} />}
        isEmpty={values.length === 0}
        isReadOnly={isReadOnly}
      >
        {() => <ListEditor {...{ field, label, values, known, nameOf, onChange }} />}
      </InPlace>
    </FieldRow>
  )
}

/** The values of a list as tokens, or a note that there are none. */
export function Values({ values, field }: { values: readonly string[]; field?: QueryField }) {
  const { records: words } = useMessages()
  const marksOf = useWordMarks()
  if (values.length === 0) return words.notRecorded
  return (
    <span className="values">
      {values.map((value) => (
        <Token key={value}>
          {field ? <Highlighted text={value} ranges={marksOf(value, field)} /> : value}
        </Token>
      ))}
    </span>
  )
}

function ListEditor(props: Required<Omit<ListFieldProps, 'isReadOnly'>> & { label: string }) {
  const { field, label, values, known, nameOf, onChange } = props
  const { records: words } = useMessages()
  const used = useQuery('search.values', { field })
  const suggestions = useMemo(() => {
    const counted = (used.value ?? []).map(({ value, count }) => ({ id: value, label: nameOf(value), count }))
    const countedIds = new Set(counted.map((each) => each.id))
    const others = known.filter((value) => !countedIds.has(value))
    return [...counted, ...others.map((value) => ({ id: value, label: nameOf(value) }))]
  }, [used.value, known, nameOf])
  return (
    <TokenField
      label={label}
      isLabelHidden
      // The user has just asked to type here.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      placeholder={words.add(label)}
      values={values.map((value) => ({ id: value, label: nameOf(value) }))}
      suggestions={suggestions}
      onAdd={({ id }) => onChange([...values, id])}
      onRemove={({ id }) => onChange(values.filter((value) => value !== id))}
      onCreate={(text) => onChange([...values, text])}
      createLabel={words.addText}
      removeLabel={words.removeValue}
    />
  )
}
