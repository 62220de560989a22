/** The cross that closes. */
export function CloseIcon() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d="m2 2 8 8M10 2l-8 8" stroke="currentcolor" strokeWidth="1.5" />
    </svg>
  )
}
