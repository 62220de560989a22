import type { KeyboardEvent, ReactNode } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { showDirections } from '../../../shared/text/show-directions.ts'
import { useWordMarks } from '../../data/use-word-marks.ts'
import { EditableText } from '../../ui/editable-text.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceField } from './choice-field.tsx'
import { DateField } from './date-field.tsx'
import type { FieldGroupProps } from './field-group-props.ts'
import { GradeFields } from './grade-fields.tsx'
import { LanguagesField, NamesField } from './list-fields.tsx'
import { SignatoriesField } from './signatories-field.tsx'
import { TagsField } from './tags-field.tsx'
import { useEditRecord } from './use-edit-record.ts'
import { useIsReadOnly } from './use-is-read-only.ts'
import { VerificationFields } from './verification-fields.tsx'

/** Every field of a record, edited in place. What a source states and what was verified are kept apart. */
export function RecordDetails({ record }: { record: HoldfastRecord }) {
  const { records: words } = useMessages()
  const group = { record, edit: useEditRecord(record.id), isReadOnly: useIsReadOnly() }
  return (
    // Every value in it is a button of its own; F2 is only another key for pressing it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="details" onKeyDown={editOnF2}>
      <FieldGroup title={words.stated}>
        <DateField {...group} />
        <NamesField {...group} field="sources" />
        <NamesField {...group} field="people" />
        <NamesField {...group} field="places" />
        <SignatoriesField {...group} />
      </FieldGroup>
      <FieldGroup title={words.verified} note={words.verifiedNote} look="verified">
        <VerificationFields {...group} />
      </FieldGroup>
      <FieldGroup title={words.graded} note={words.gradedNote}>
        <GradeFields {...group} />
      </FieldGroup>
      <FieldGroup title={words.about}>
        <TagsField {...group} />
        <CatalogueFields {...group} />
      </FieldGroup>
      {!group.isReadOnly && <p className="details-hint">{words.editHint}</p>}
    </div>
  )
}

function CatalogueFields({ record, edit, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  const marksOf = useWordMarks()
  const text = (field: 'description' | 'rights' | 'consent') => (
    <FieldRow label={words.fields[field]!}>
      <EditableText
        label={words.fields[field]!}
        value={record[field]}
        shownAs={showDirections(record[field])}
        marks={marksOf(record[field], 'note')}
        emptyLabel={words.notRecorded}
        isMultiline
        isReadOnly={isReadOnly}
        onSave={(value) => edit({ [field]: value })}
      />
    </FieldRow>
  )
  return (
    <>
      {text('description')}
      <ChoiceField
        field="kind"
        choices={words.kinds}
        value={record.kind}
        isReadOnly={isReadOnly}
        onChange={(kind) => edit({ kind })}
      />
      <LanguagesField {...{ record, edit, isReadOnly }} />
      <ChoiceField
        field="direction"
        choices={words.directions}
        value={record.direction}
        isReadOnly={isReadOnly}
        onChange={(direction) => edit({ direction })}
      />
      <ChoiceField
        field="sensitivity"
        choices={words.sensitivity}
        value={record.sensitivity}
        isReadOnly={isReadOnly}
        onChange={(sensitivity) => edit({ sensitivity })}
      />
      {text('rights')}
      {text('consent')}
    </>
  )
}

interface GroupProps {
  readonly title: string
  readonly note?: string
  readonly look?: 'verified'
  readonly children: ReactNode
}

function FieldGroup({ title, note, look, children }: GroupProps) {
  return (
    <section className={`field-group ${look ? `field-group--${look}` : ''}`} aria-label={title}>
      <h2 className="field-group-title">{title}</h2>
      {note && <p className="field-group-note">{note}</p>}
      <FieldRows>{children}</FieldRows>
    </section>
  )
}

/** F2 edits the value that has the focus, as it renames elsewhere. */
function editOnF2(event: KeyboardEvent): void {
  if (event.key === 'F2' && event.target instanceof HTMLButtonElement) event.target.click()
}
