import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { CitationFields, CitationStatus } from '../../../shared/model/citation.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { showDirections } from '../../../shared/text/show-directions.ts'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { useWordMarks } from '../../data/use-word-marks.ts'
import { Button } from '../../ui/button.tsx'
import { EditableText } from '../../ui/editable-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { Select } from '../../ui/select.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { cardFields, citationText, isMainField, isManyLines, withCitationText } from './card-fields.ts'
import type { CardField } from './card-fields.ts'
import { References } from './references.tsx'
import './citations.css'

/** A citation: whether it is still current, its references, and its fields, edited in place. */
export function CitationCard({ record }: { record: HoldfastRecord }) {
  const { citations: words } = useMessages()
  const { run, error } = useAction('records.edit')
  const isReadOnly = useQuery('archive.describe', {}).value?.readOnly ?? false
  const save = (citation: CitationFields) => void run({ ids: [record.id], set: { citation } })
  if (!record.citation)
    return (
      <EmptyState
        title={words.none}
        actions={
          !isReadOnly && <Button onPress={() => save(CitationFields.parse({}))}>{words.addFields}</Button>
        }
      >
        {words.noFields}
      </EmptyState>
    )
  return (
    <section className="citation-card" aria-label={words.card}>
      {error && <ErrorNote error={error} />}
      <Superseded citation={record.citation} />
      <h2 className="citation-heading">{words.references}</h2>
      <References id={record.id} />
      <h2 className="citation-heading">{words.fields}</h2>
      <CardFields citation={record.citation} isReadOnly={isReadOnly} onSave={save} />
    </section>
  )
}

function Superseded({ citation }: { citation: CitationFields }) {
  const { citations: words } = useMessages()
  if (citation.status !== 'superseded') return null
  return (
    <p className="superseded" role="note">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>
        <bdi dir="auto">
          {citation.supersededBy ? words.supersededBy(citation.supersededBy) : words.superseded}
        </bdi>{' '}
        {words.supersededAdvice}
      </span>
    </p>
  )
}

interface CardFieldsProps {
  readonly citation: CitationFields
  readonly isReadOnly: boolean
  onSave(citation: CitationFields): void
}

function CardFields({ citation, isReadOnly, onSave }: CardFieldsProps) {
  const { citations: words } = useMessages()
  const [isAll, setAll] = useState(false)
  const shown = cardFields.filter(
    (field) => isAll || isMainField(field) || citationText(citation, field) !== '',
  )
  return (
    <>
      <FieldRows>
        {shown.map((field) => (
          <FieldRow key={field} label={words.names[field]}>
            <CardValue {...{ field, citation, isReadOnly, onSave }} />
          </FieldRow>
        ))}
      </FieldRows>
      {(isAll || shown.length < cardFields.length) && (
        <Button look="link" size="small" onPress={() => setAll(!isAll)}>
          {isAll ? words.less : words.more}
        </Button>
      )}
    </>
  )
}

function CardValue({ field, citation, isReadOnly, onSave }: CardFieldsProps & { field: CardField }) {
  const { citations: words } = useMessages()
  const marksOf = useWordMarks()
  if (field === 'status')
    return isReadOnly ? (
      words.status[citation.status]
    ) : (
      <Select
        label={words.names.status}
        isLabelHidden
        look="quiet"
        choices={CitationStatus.options.map((id) => ({ id, label: words.status[id] }))}
        value={citation.status}
        onChange={(status) => onSave({ ...citation, status })}
      />
    )
  const text = citationText(citation, field)
  return (
    <EditableText
      label={words.names[field]}
      value={text}
      shownAs={showDirections(text)}
      marks={marksOf(text, field === 'symbol' ? 'symbol' : 'note')}
      emptyLabel={words.notRecorded}
      isMultiline={isManyLines(field)}
      isReadOnly={isReadOnly}
      onSave={(text) => onSave(withCitationText(citation, field, text))}
    />
  )
}
