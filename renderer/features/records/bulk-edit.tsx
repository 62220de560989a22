import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RecordEdit } from '../../../shared/contract/records.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { BulkEditor, bulkFields, emptyBulk } from './bulk-fields.tsx'
import type { BulkField } from './bulk-fields.tsx'

export interface BulkEditProps {
  readonly ids: readonly RecordId[]
  onClose(): void
}

/** Sets source, date, languages, kind and grade of many records in one act; only ticked fields change. */
export function BulkEdit({ ids, onClose }: BulkEditProps) {
  const { records: words } = useMessages()
  const [values, setValues] = useState(emptyBulk)
  const [ticked, setTicked] = useState<ReadonlySet<BulkField>>(new Set())
  const { run, isPending, error } = useAction('records.edit')
  const setTickedField = (field: BulkField, isTicked: boolean) => {
    const next = new Set(ticked)
    if (isTicked) next.add(field)
    else next.delete(field)
    setTicked(next)
  }
  const save = async () => {
    const set = Object.fromEntries(
      bulkFields.filter((field) => ticked.has(field)).map((field) => [field, values[field]]),
    )
    // The names are those of fields, each with its own value.
    const result = await run({ ids: [...ids], set: set as RecordEdit })
    if (result.ok) onClose()
  }
  return (
    <FormDialog
      title={words.bulkTitle(ids.length)}
      onClose={onClose}
      closeLabel={words.close}
      cancelLabel={words.cancel}
      doLabel={words.bulkDo(ids.length)}
      isReady={ticked.size > 0 && !isPending}
      onDo={() => void save()}
      error={error}
      size="wide"
      isDismissable={ticked.size === 0}
    >
      <p>{words.bulkText}</p>
      {bulkFields.map((field) => (
        <BulkRow
          key={field}
          field={field}
          isTicked={ticked.has(field)}
          onTick={(is) => setTickedField(field, is)}
        >
          <BulkEditor
            field={field}
            values={values}
            onChange={(change) => {
              setValues({ ...values, ...change })
              setTickedField(field, true)
            }}
          />
        </BulkRow>
      ))}
    </FormDialog>
  )
}

interface BulkRowProps {
  readonly field: BulkField
  readonly isTicked: boolean
  onTick(isTicked: boolean): void
  readonly children: ReactNode
}

function BulkRow({ field, isTicked, onTick, children }: BulkRowProps) {
  const { records: words } = useMessages()
  return (
    <div className="bulk-row">
      <Checkbox isSelected={isTicked} onChange={onTick}>
        {words.fields[field]}
      </Checkbox>
      <div>{children}</div>
    </div>
  )
}
