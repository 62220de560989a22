import type { Verification } from '../../../shared/model/record.ts'
import { showDirections } from '../../../shared/text/show-directions.ts'
import type { z } from 'zod'
import { useWordMarks } from '../../data/use-word-marks.ts'
import { EditableText } from '../../ui/editable-text.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { FieldGroupProps } from './field-group-props.ts'

const texts = ['method', 'examiner', 'examinedOn', 'reason'] as const

/** What somebody examined, how, when and with what result. */
export function VerificationFields({ record, edit, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  const { verification } = record
  const set = (change: Partial<z.infer<typeof Verification>>) =>
    edit({ verification: { ...verification, ...change } })
  const marksOf = useWordMarks()
  return (
    <>
      <ChoiceField
        field="verification.status"
        choices={words.verification}
        value={verification.status}
        isReadOnly={isReadOnly}
        onChange={(status) => set({ status })}
      />
      {texts.map((field) => (
        <FieldRow key={field} label={words[field]}>
          <EditableText
            label={words[field]}
            value={verification[field]}
            shownAs={showDirections(verification[field])}
            marks={marksOf(verification[field], 'note')}
            emptyLabel={words.notRecorded}
            isMultiline={field === 'reason' || field === 'method'}
            isReadOnly={isReadOnly}
            onSave={(value) => set({ [field]: value })}
          />
        </FieldRow>
      ))}
    </>
  )
}
