import type { ReactNode } from 'react'
import './note.css'

export interface ErrorNoteProps {
  /** What happened, what is safe, what to do; `code` is shown small, for whoever is asked for help. */
  error: { readonly code: string; readonly message: string }
  /** What the user can do about it, such as a button to try again. */
  children?: ReactNode
}

/** An error in plain words. It is announced when it appears. */
export function ErrorNote({ error, children }: ErrorNoteProps) {
  return (
    <div className="ui-error" role="alert">
      <bdi dir="auto">{error.message}</bdi>
      <span className="ui-error-code">{error.code}</span>
      {children}
    </div>
  )
}
