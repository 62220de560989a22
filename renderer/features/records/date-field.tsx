import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { deriveEdtf, describeDate } from '../../../shared/dates.ts'
import { edtfRange } from '../../../shared/dates/edtf.ts'
import { FieldRow } from '../../ui/field-row.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { InPlace } from './in-place.tsx'
import type { FieldGroupProps } from './field-group-props.ts'

/** The date as the source states it, kept letter for letter, with the date derived from it shown below. */
export function DateField({ record, edit, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  const label = words.fields.dateStated!
  const [draft, setDraft] = useState<DateDraft | null>(null)
  const save = () => {
    const change = draft ? changeOf(draft, record) : {}
    if (Object.keys(change).length > 0) edit(change)
    setDraft(null)
  }
  return (
    <FieldRow label={label}>
      <InPlace
        label={label}
        spoken={record.dateStated || words.notRecorded}
        shown={<StatedDate stated={record.dateStated} edtf={record.dateEdtf} />}
        isEmpty={record.dateStated === ''}
        isReadOnly={isReadOnly}
        onLeave={save}
      >
        {(close) => (
          <DateEditor
            draft={draft ?? { stated: record.dateStated, edtf: null }}
            stored={record.dateEdtf}
            isStatedChanged={draft !== null && draft.stated !== record.dateStated}
            onChange={setDraft}
            onSave={() => {
              save()
              close()
            }}
            onCancel={() => setDraft(null)}
          />
        )}
      </InPlace>
    </FieldRow>
  )
}

/** `edtf` is null while the derived date follows the stated one. */
interface DateDraft {
  readonly stated: string
  readonly edtf: string | null
}

function StatedDate({ stated, edtf }: { stated: string; edtf: string }) {
  const { records: words } = useMessages()
  const described = describeDate(stated, edtf)
  return (
    <>
      <bdi dir="auto">{stated || words.notRecorded}</bdi>
      {edtf !== '' && (
        <span className="date-derived">
          {words.derived(edtf)}
          {described && ` · ${described}`}
        </span>
      )}
    </>
  )
}

interface DateEditorProps {
  readonly draft: DateDraft
  readonly stored: string
  readonly isStatedChanged: boolean
  onChange(draft: DateDraft): void
  onSave(): void
  onCancel(): void
}

function DateEditor({ draft, stored, isStatedChanged, onChange, onSave, onCancel }: DateEditorProps) {
  const { records: words } = useMessages()
  const derived = isStatedChanged ? deriveEdtf(draft.stated) : stored
  const edtf = draft.edtf ?? derived
  const emptyHint = draft.stated.trim() === '' ? words.derivedHint : words.derivedNone
  const isWrong = edtf !== '' && edtfRange(edtf) === null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || isWrong) return
    event.preventDefault()
    onSave()
  }
  return (
    <div className="date-editor">
      <TextField
        label={words.fields.dateStated!}
        isLabelHidden
        // The user has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={draft.stated}
        onChange={(stated) => onChange({ stated, edtf: null })}
        onKeyDown={onKeyDown}
      />
      <TextField
        label={words.derivedSame}
        value={edtf}
        onChange={(text) => onChange({ ...draft, edtf: text.trim() })}
        onKeyDown={onKeyDown}
        hint={edtf === '' ? emptyHint : describeDate('', edtf)}
        problem={isWrong ? words.derivedWrong : undefined}
      />
    </div>
  )
}

/** Only differences are sent; a derived date that was not typed is left for the core to derive. */
function changeOf(draft: DateDraft, record: FieldGroupProps['record']) {
  const isOverridden = draft.edtf !== null && (draft.edtf === '' || edtfRange(draft.edtf) !== null)
  return {
    ...(draft.stated === record.dateStated ? {} : { dateStated: draft.stated }),
    ...(isOverridden && draft.edtf !== record.dateEdtf ? { dateEdtf: draft.edtf! } : {}),
  }
}
