import { ComboBox, Input, Label } from 'react-aria-components'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Token } from './token.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import { useSuggestions } from './use-suggestions.ts'
import type { Matches, Suggestion } from './use-suggestions.ts'
import './field.css'

export interface TokenFieldProps {
  label: string
  isLabelHidden?: boolean
  placeholder?: string
  values: readonly Suggestion[]
  suggestions: readonly Suggestion[]
  /** Whether a suggestion matches what is typed; by default it has to contain the typed text. */
  matches?: Matches
  onAdd(suggestion: Suggestion): void
  onRemove(suggestion: Suggestion): void
  /** Called with a text that is not among the suggestions; without it, only suggestions can be chosen. */
  onCreate?(text: string): void
  /** The line that offers to create one, such as “Create “{text}””. */
  createLabel?(text: string): string
  removeLabel(label: string): string
  isDisabled?: boolean
  autoFocus?: boolean
}

const CREATE = '\0create'

/** Several values with completion: Enter takes the marked suggestion or the text, Backspace removes the last value. */
export function TokenField(props: TokenFieldProps) {
  const { values, onAdd, onRemove, onCreate } = props
  const [text, setText] = useState('')
  const shown = useSuggestions({ ...props, text, chosen: values })
  const typed = text.trim()
  const isNew = typed !== '' && ![...values, ...shown].some((each) => each.label === typed)
  const items =
    onCreate && isNew ? [...shown, { id: CREATE, label: props.createLabel?.(typed) ?? typed }] : shown

  const take = (id: string) => {
    const chosen = shown.find((each) => each.id === id)
    if (id === CREATE) onCreate?.(typed)
    else if (chosen) onAdd(chosen)
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = values.at(-1)
    if (event.key === 'Backspace' && text === '' && last) onRemove(last)
    const hasMarked = event.currentTarget.getAttribute('aria-activedescendant')
    if (event.key !== 'Enter' || hasMarked || typed === '') return
    event.preventDefault()
    event.stopPropagation()
    const same = shown.find((each) => each.label === typed)
    if (same) take(same.id)
    else if (onCreate) take(CREATE)
    else if (shown[0]) take(shown[0].id)
  }

  return (
    <ComboBox
      className="ui-field"
      aria-label={props.isLabelHidden ? props.label : undefined}
      items={items}
      inputValue={text}
      onInputChange={setText}
      selectedKey={null}
      onSelectionChange={(key) => key !== null && take(String(key))}
      // We filter ourselves; the default would filter a second time.
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsCustomValue
      isDisabled={props.isDisabled}
    >
      {!props.isLabelHidden && <Label className="ui-label">{props.label}</Label>}
      <div className="ui-tokens">
        {values.map((value) => (
          <Token key={value.id} removeLabel={props.removeLabel(value.label)} onRemove={() => onRemove(value)}>
            {value.label}
          </Token>
        ))}
        <Input
          className="ui-tokens-input"
          dir="auto"
          // Only fields that the user has just opened with the keyboard ask for this.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.autoFocus}
          placeholder={values.length === 0 ? props.placeholder : undefined}
          onKeyDown={onKeyDown}
        />
      </div>
      <SuggestionList hasCounts />
    </ComboBox>
  )
}
