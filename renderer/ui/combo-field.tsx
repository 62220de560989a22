import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useSuggestions } from './use-suggestions.ts'
import type { Matches, Suggestion } from './use-suggestions.ts'
import './field.css'
import './menu.css'

export interface ComboFieldProps {
  label: string
  isLabelHidden?: boolean
  placeholder?: string
  /** The text, whether or not a suggestion has it. */
  value: string
  onChange(value: string): void
  suggestions: readonly Suggestion[]
  matches?: Matches
}

/** One line of text with completion; any text may stand. */
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
      <Popover className="ui-popover ui-popover--menu" offset={4} isNonModal>
        <ListBox className="ui-menu">
          {(item: Suggestion) => (
            <ListBoxItem className="ui-menu-item" id={item.id} textValue={item.label}>
              <span className="ui-menu-label">
                <bdi dir="auto">{item.label}</bdi>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
