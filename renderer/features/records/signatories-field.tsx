import { useState } from 'react'
import { countSignatories } from '../../../shared/model/record.ts'
import type { Signatory } from '../../../shared/model/record.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/close-icon.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import type { FieldGroupProps } from './field-group-props.ts'
import { SignatoryEditor } from './signatory-editor.tsx'

/**
 * Who signed, according to the statement: named people, and groups with the number given for them. The sum is
 * computed.
 */
export function SignatoriesField({ record, edit, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const { signatories } = record
  const save = (next: readonly Signatory[]) => edit({ signatories: [...next] })
  if (record.kind !== 'statement' && signatories.length === 0) return null
  return (
    <FieldRow label={words.signatories}>
      <ul className="signatories">
        {signatories.map((signatory, index) => (
          <SignatoryLine
            key={`${index} ${nameOf(signatory)}`}
            signatory={signatory}
            isReadOnly={isReadOnly}
            onSave={(changed) => save(signatories.with(index, changed))}
            onRemove={() => save(signatories.filter((each) => each !== signatory))}
          />
        ))}
      </ul>
      {signatories.length > 0 && (
        <p className="signatory-sum">{words.signatorySum(formats.number(countSignatories(signatories)))}</p>
      )}
      {!isReadOnly && <AddSignatory onAdd={(signatory) => save([...signatories, signatory])} />}
    </FieldRow>
  )
}

interface SignatoryLineProps {
  readonly signatory: Signatory
  readonly isReadOnly: boolean
  onSave(signatory: Signatory): void
  onRemove(): void
}

function SignatoryLine({ signatory, isReadOnly, onSave, onRemove }: SignatoryLineProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const [isEditing, setEditing] = useState(false)
  if (isEditing)
    return (
      <li>
        <SignatoryEditor
          signatory={signatory}
          onSave={(changed) => {
            setEditing(false)
            onSave(changed)
          }}
          onCancel={() => setEditing(false)}
        />
      </li>
    )
  const shown =
    signatory.type === 'group' ? (
      <>
        <b>{formats.number(signatory.count)}</b> <bdi dir="auto">{signatory.label}</bdi>
      </>
    ) : (
      <>
        <bdi dir="auto">{signatory.name}</bdi>
        {signatory.role && (
          <>
            , <bdi dir="auto">{signatory.role}</bdi>
          </>
        )}
      </>
    )
  if (isReadOnly) return <li>{shown}</li>
  return (
    <li className="signatory">
      <button type="button" className="ui-editable" onClick={() => setEditing(true)}>
        {shown}
      </button>
      <IconButton label={words.removeSignatory(nameOf(signatory))} size="small" onPress={onRemove}>
        <CloseIcon />
      </IconButton>
    </li>
  )
}

function AddSignatory({ onAdd }: { onAdd(signatory: Signatory): void }) {
  const { records: words } = useMessages()
  const [adding, setAdding] = useState<Signatory | null>(null)
  const [returnTo, setReturnTo] = useState<Signatory['type'] | null>(null)
  if (adding)
    return (
      <SignatoryEditor
        signatory={adding}
        onSave={(signatory) => {
          setAdding(null)
          onAdd(signatory)
        }}
        onCancel={() => setAdding(null)}
      />
    )
  const start = (signatory: Signatory) => {
    setAdding(signatory)
    setReturnTo(signatory.type)
  }
  return (
    <div className="signatory-add">
      {/* After adding one, the focus moves to where the next begins. */}
      {/* oxlint-disable jsx-a11y/no-autofocus */}
      <Button
        look="link"
        size="small"
        autoFocus={returnTo === 'person'}
        onPress={() => start({ type: 'person', name: '', role: '' })}
      >
        {words.addPerson}
      </Button>
      <Button
        look="link"
        size="small"
        autoFocus={returnTo === 'group'}
        onPress={() => start({ type: 'group', label: '', count: 0 })}
      >
        {words.addGroup}
      </Button>
      {/* oxlint-enable jsx-a11y/no-autofocus */}
    </div>
  )
}

const nameOf = (signatory: Signatory) => (signatory.type === 'group' ? signatory.label : signatory.name)
