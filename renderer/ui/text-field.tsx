import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
import type { KeyboardEventHandler, Ref } from 'react'
import './field.css'

interface TextProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'onKeyDown'> {
  label: string
  isLabelHidden?: boolean
  hint?: string
  /** Why the value is refused, in plain words. */
  problem?: string
  placeholder?: string
}

export interface TextFieldProps extends TextProps {
  inputRef?: Ref<HTMLInputElement>
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>
}

/** One line of text. It takes the direction of what is typed. */
export function TextField({ inputRef, placeholder, onKeyDown, ...props }: TextFieldProps) {
  return (
    <Surround {...props}>
      <Input className="ui-input" ref={inputRef} dir="auto" placeholder={placeholder} onKeyDown={onKeyDown} />
    </Surround>
  )
}

export interface TextAreaProps extends TextProps {
  rows?: number
  inputRef?: Ref<HTMLTextAreaElement>
  onKeyDown?: KeyboardEventHandler<HTMLTextAreaElement>
}

/** Many lines of text. */
export function TextArea({ rows = 4, inputRef, placeholder, onKeyDown, ...props }: TextAreaProps) {
  return (
    <Surround {...props}>
      <AriaTextArea
        className="ui-input"
        ref={inputRef}
        dir="auto"
        rows={rows}
        placeholder={placeholder}
        onKeyDown={onKeyDown}
      />
    </Surround>
  )
}

function Surround({
  label,
  isLabelHidden,
  hint,
  problem,
  children,
  ...props
}: TextProps & { children: React.ReactNode }) {
  return (
    <AriaTextField
      {...props}
      className="ui-field"
      isInvalid={problem ? true : props.isInvalid}
      aria-label={isLabelHidden ? label : undefined}
    >
      {!isLabelHidden && <Label className="ui-label">{label}</Label>}
      {children}
      {hint && !problem && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-field-error">{problem}</FieldError>
    </AriaTextField>
  )
}
