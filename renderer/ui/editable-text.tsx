import { Button } from 'react-aria-components'
import { useRef, useState } from 'react'
import { Highlighted } from './highlighted.tsx'
import type { Ranges } from './highlighted.tsx'
import { TextArea, TextField } from './text-field.tsx'
import './field-row.css'

export interface EditableTextProps {
  /** The name of the field, read to a screen reader. */
  label: string
  value: string
  /** The value as shown while it is not being edited, with the same length; by default the value itself. */
  shownAs?: string
  /** The ranges of the value that are highlighted while it is not being edited. */
  marks?: Ranges
  /** What is shown when the value is empty, such as “Add a date”. */
  emptyLabel: string
  isMultiline?: boolean
  isReadOnly?: boolean
  /** Called with the new value when editing ends and it differs. */
  onSave(value: string): void
}

/** A value that is edited in place: Enter or a click opens it, Enter or leaving saves, Escape discards the change. */
export function EditableText({
  label,
  value,
  shownAs = value,
  marks = [],
  emptyLabel,
  isMultiline,
  isReadOnly,
  onSave,
}: EditableTextProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isLeaving = useRef(false)

  const finish = (isKept: boolean, isKey: boolean) => {
    if (draft === null || isLeaving.current) return
    isLeaving.current = true
    if (isKept && draft !== value) onSave(draft)
    setDraft(null)
    if (isKey) requestAnimationFrame(() => button.current?.focus())
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const ends = event.key === 'Enter' && (!isMultiline || event.metaKey || event.ctrlKey)
    if (!ends && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    finish(ends, true)
  }

  const text = shownAs || emptyLabel
  const shown = <Highlighted text={text} ranges={value ? marks : []} />
  if (isReadOnly) return shown
  if (draft === null)
    return (
      <Button
        ref={button}
        className={`ui-editable ${value ? '' : 'ui-editable--empty'}`}
        aria-label={`${label}: ${text}`}
        onPress={() => {
          isLeaving.current = false
          setDraft(value)
        }}
      >
        {shown}
      </Button>
    )
  const field = {
    label,
    isLabelHidden: true,
    value: draft,
    onChange: setDraft,
    onBlur: () => finish(true, false),
    onKeyDown,
    // The user has just asked to edit this very value.
    autoFocus: true,
  }
  return isMultiline ? <TextArea {...field} rows={3} /> : <TextField {...field} />
}
