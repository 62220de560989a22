export interface EarlyInputProps {
  readonly className: string
  readonly label: string
  readonly placeholder: string
  readonly value: string
  onChange(value: string): void
  onEnter?(): void
}

/** Takes what is typed while the field that it replaces is still loading, so that no letter is lost. */
export function EarlyInput({ label, onChange, onEnter, ...props }: EarlyInputProps) {
  return (
    <input
      {...props}
      type="search"
      dir="auto"
      aria-label={label}
      // The user has just asked to type here.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
    />
  )
}
