import { ComboBox, Input, Label } from 'react-aria-components'
import { SuggestionList } from './suggestion-list.tsx'
import { useSuggestions } from './use-suggestions.ts'
import type { Matches, Suggestion } from './use-suggestions.ts'
import './field.css'

export interface ComboFieldProps {
  label: string
  isLabelHidden?: boolean
  placeholder?: string
  /** The text, whether or not it is one of the suggestions. */
  value: string
  onChange(value: string): void
  suggestions: readonly Suggestion[]
  matches?: Matches
}

/** One line of text with completion; any text is allowed. */
export function ComboField(props: ComboFieldProps) {
  const shown = useSuggestions({ ...props, text: props.value, chosen: [] })
  return (
    <ComboBox
      className="ui-field"
      aria-label={props.isLabelHidden ? props.label : undefined}
      items={shown}
      inputValue={props.value}
      onInputChange={props.onChange}
      onSelectionChange={(key) => {
        const chosen = shown.find((each) => each.id === key)
        if (chosen) props.onChange(chosen.label)
      }}
      defaultFilter={() => true}
      allowsCustomValue
    >
      {!props.isLabelHidden && <Label className="ui-label">{props.label}</Label>}
      <Input className="ui-input" dir="auto" placeholder={props.placeholder} />
      <SuggestionList />
    </ComboBox>
  )
}
