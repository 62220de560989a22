import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ErrorReport } from '../../../shared/result.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { splitNames } from './split-names.ts'

export interface NamesFormProps {
  label: string
  isLabelHidden?: boolean
  hint?: string
  names?: readonly string[]
  submitLabel: string
  isPending: boolean
  error: ErrorReport | null
  /** Resolves to whether the names were accepted; if so, the field is emptied. */
  onSubmit(names: readonly string[]): Promise<boolean>
  onCancel?(): void
}

/** A line for the names of one group: Enter saves them, Escape discards the change. */
export function NamesForm(props: NamesFormProps) {
  const { aliases: words, window: common } = useMessages()
  const [text, setText] = useState(props.names?.join(', ') ?? '')
  const names = splitNames(text)
  const isReady = names.length > 0 && !props.isPending
  const submit = async () => {
    if (isReady && (await props.onSubmit(names)) && !props.onCancel) setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void submit()
    else if (event.key !== 'Escape' || !props.onCancel) return
    else props.onCancel()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="aliases-form">
      <div className="aliases-form-line">
        <TextField
          label={props.label}
          isLabelHidden={props.isLabelHidden}
          hint={props.hint}
          placeholder={words.example}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field that the user has just asked for
          autoFocus
        />
        {props.onCancel && <Button onPress={props.onCancel}>{common.cancel}</Button>}
        <Button look="primary" isDisabled={!isReady} onPress={() => void submit()}>
          {props.submitLabel}
        </Button>
      </div>
      {props.error && <ErrorNote error={props.error} />}
    </div>
  )
}
