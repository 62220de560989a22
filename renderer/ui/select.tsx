import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import { Chevron } from './chevron.tsx'
import './field.css'
import './menu.css'

export interface Choice<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly hint?: string
}

export interface SelectProps<Id extends string> {
  label: string
  isLabelHidden?: boolean
  look?: 'plain' | 'quiet'
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange(id: Id): void
  isDisabled?: boolean
  placeholder?: string
}

/** One of a few choices. */
export function Select<Id extends string>({ look = 'plain', choices, ...props }: SelectProps<Id>) {
  return (
    <AriaSelect
      className={`ui-select ui-select--${look}`}
      aria-label={props.isLabelHidden ? props.label : undefined}
      selectedKey={props.value}
      // Keys are the ids of the choices.
      onSelectionChange={(key) => props.onChange(key as Id)}
      isDisabled={props.isDisabled}
      placeholder={props.placeholder}
    >
      {!props.isLabelHidden && <Label className="ui-label">{props.label}</Label>}
      <Button className="ui-select-button">
        <SelectValue />
        <Chevron />
      </Button>
      <Popover className="ui-popover ui-popover--menu" offset={4}>
        <ListBox className="ui-menu" items={choices}>
          {(choice) => (
            <ListBoxItem className="ui-menu-item" id={choice.id} textValue={choice.label}>
              <span className="ui-menu-check">
                <Chevron points="check" />
              </span>
              <span className="ui-menu-label">
                {choice.label}
                {choice.hint && <span className="ui-menu-hint">{choice.hint}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
