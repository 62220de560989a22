import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Signatory } from '../../../shared/model/record.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface SignatoryEditorProps {
  readonly signatory: Signatory
  onSave(signatory: Signatory): void
  onCancel(): void
}

/** A signatory being written: a person with a role, or a group with the number that the statement gives. */
export function SignatoryEditor({ signatory, onSave, onCancel }: SignatoryEditorProps) {
  const { records: words } = useMessages()
  const isGroup = signatory.type === 'group'
  const [name, setName] = useState(isGroup ? signatory.label : signatory.name)
  const [other, setOther] = useState(isGroup ? String(signatory.count || '') : signatory.role)
  const written = read(signatory.type, name, other)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
    if (event.key !== 'Enter' || !written) return
    event.preventDefault()
    onSave(written)
  }
  return (
    <div className="signatory-editor">
      <TextField
        label={isGroup ? words.groupLabel : words.personName}
        // The user has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={name}
        onChange={setName}
        onKeyDown={onKeyDown}
      />
      <TextField
        label={isGroup ? words.groupCount : words.personRole}
        inputMode={isGroup ? 'numeric' : 'text'}
        value={other}
        onChange={setOther}
        onKeyDown={onKeyDown}
      />
      <div className="signatory-editor-buttons">
        <Button size="small" onPress={onCancel}>
          {words.cancel}
        </Button>
        <Button size="small" look="primary" isDisabled={!written} onPress={() => written && onSave(written)}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}

/** The signatory in the two fields, or null while one of them cannot be read. */
function read(type: Signatory['type'], name: string, other: string): Signatory | null {
  if (name.trim() === '') return null
  if (type === 'person') return { type, name: name.trim(), role: other.trim() }
  const count = readCount(other)
  return count === null ? null : { type, label: name.trim(), count }
}

/** An integer in Latin, Persian or Arabic digits, with or without thousands separators. */
function readCount(text: string): number | null {
  const digits = text
    .replace(/[\s,.٬،]/g, '')
    .replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}
